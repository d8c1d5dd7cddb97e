package main

import (
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	external "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime/schema"
	limits "k8s.io/apiserver/pkg/apis/cel"
	"sigs.k8s.io/yaml"
)

// version is one served version of a custom kind, compiled into what the API server validates with.
type version struct {
	namespaced bool
	hasStatus  bool
	structure  *structural.Structural
	schema     validation.SchemaValidator
	rules      *cel.Validator // nil where the schema has no CEL rules
}

type versions map[string]*version

// of gives the served versions of a kind.
func (d *definitions) of(kind schema.GroupKind) (versions, error) {
	if ready, ok := d.compiled[kind]; ok {
		return ready, nil
	}
	ready, err := compile(d.texts[kind])
	if err != nil {
		return nil, fmt.Errorf("CRD of %s: %w", kind, err)
	}
	d.compiled[kind] = ready
	return ready, nil
}

func compile(text []byte) (versions, error) {
	var written external.CustomResourceDefinition
	if err := yaml.Unmarshal(text, &written); err != nil {
		return nil, err
	}
	external.SetDefaults_CustomResourceDefinitionSpec(&written.Spec)
	var crd apiextensions.CustomResourceDefinition
	if err := external.Convert_v1_CustomResourceDefinition_To_apiextensions_CustomResourceDefinition(&written, &crd, nil); err != nil {
		return nil, err
	}
	compiled := versions{}
	for _, each := range crd.Spec.Versions {
		if !each.Served {
			continue
		}
		// The conversion moves what all versions share up to the definition itself.
		shape, parts := crd.Spec.Validation, crd.Spec.Subresources
		if each.Schema != nil {
			shape = each.Schema
		}
		if each.Subresources != nil {
			parts = each.Subresources
		}
		if shape == nil {
			return nil, fmt.Errorf("version %s has no schema", each.Name)
		}
		structure, err := structural.NewStructural(shape.OpenAPIV3Schema)
		if err != nil {
			return nil, err
		}
		validator, _, err := validation.NewSchemaValidator(shape.OpenAPIV3Schema)
		if err != nil {
			return nil, err
		}
		compiled[each.Name] = &version{
			namespaced: crd.Spec.Scope == apiextensions.NamespaceScoped,
			hasStatus:  parts != nil && parts.Status != nil,
			structure:  structure,
			schema:     validator,
			rules:      cel.NewValidator(structure, true, limits.PerCallLimit),
		}
	}
	return compiled, nil
}
