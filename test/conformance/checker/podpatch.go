package main

import (
	"fmt"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"
)

// podPatches refuses a `podSpecPatch` with a field that pods lack. To Argo it is text that is merged into the pod when the pod starts,
// so neither its linter nor the CRD looks inside. Every placeholder is read as 1, as in embedded manifests.
func podPatches(m *manifest) verdict {
	spec, _, _ := unstructured.NestedMap(m.object, "spec")
	found := podPatch("spec.podSpecPatch", spec)
	templates, _, _ := unstructured.NestedSlice(m.object, "spec", "templates")
	for _, each := range templates {
		template, _ := each.(map[string]any)
		found = found.and(podPatch(fmt.Sprintf("podSpecPatch of template %v", template["name"]), template))
	}
	return found
}

func podPatch(place string, holder map[string]any) verdict {
	text, _, _ := unstructured.NestedString(holder, "podSpecPatch")
	if text == "" || untypedPlaceholder.MatchString(text) {
		return verdict{}
	}
	var pod core.PodSpec
	if err := yaml.UnmarshalStrict(placeholder.ReplaceAll([]byte(text), []byte("1")), &pod); err != nil {
		return refused("decode", fmt.Errorf("%s: %w", place, err))
	}
	return verdict{}
}
