package main

import (
	"context"
	"fmt"

	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	limits "k8s.io/apiserver/pkg/apis/cel"
)

// shape is what a kind's CRD says of one manifest.
type shape struct {
	verdict
	unknownFields []string
}

// check goes the way of a create request under strict field validation: unknown fields, defaults, schema, metadata, list sets and maps,
// and, where all that is right, the CEL rules. An error means that the CRD itself is unusable.
func (d *definitions) check(ctx context.Context, m *manifest) (shape, error) {
	served, err := d.of(m.kind().GroupKind())
	if err != nil {
		return shape{}, err
	}
	v := served[m.kind().Version]
	if v == nil {
		return shape{verdict: refused("crd", fmt.Errorf("version %q is not served", m.kind().Version))}, nil
	}
	object := runtime.DeepCopyJSON(m.object)
	if v.hasStatus {
		delete(object, "status") // the API server drops it from a create request
	}
	unknown, problem := dropUnknown(object, v.structure)
	if problem != nil {
		return shape{verdict: refused("crd", problem)}, nil
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(object, v.structure)
	defaulting.Default(object, v.structure)

	problems := checkMetadata(object, v.namespaced)
	problems = append(problems, validation.ValidateCustomResource(nil, object, v.schema)...)
	problems = append(problems, objectmeta.Validate(nil, object, v.structure, false)...)
	problems = append(problems, listtype.ValidateListSetsAndMaps(nil, v.structure, object)...)
	if len(problems) == 0 && v.rules != nil {
		broken, _ := v.rules.Validate(ctx, nil, v.structure, object, nil, limits.RuntimeCELCostBudget)
		problems = append(problems, broken...)
	}

	found := shape{unknownFields: unknown}
	for _, path := range unknown {
		found.verdict = found.and(refused("crd", fmt.Errorf("unknown field %q", path)))
	}
	for _, each := range problems {
		found.verdict = found.and(refused("crd", each))
	}
	return found, nil
}

func dropUnknown(object map[string]any, s *structural.Structural) ([]string, error) {
	invalid, inMetadata := objectmeta.CoerceWithOptions(nil, object, s, true, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if invalid != nil {
		return nil, invalid
	}
	elsewhere := pruning.PruneWithOptions(object, s, true, structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	return append(inMetadata, elsewhere...), nil
}
