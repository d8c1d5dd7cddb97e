package main

import (
	"regexp"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

var (
	placeholder = regexp.MustCompile(`\{\{.*?\}\}`)
	// untyped placeholders stand where a number, a boolean or a list may come: no schema can judge them before they are filled in.
	untypedPlaceholder = regexp.MustCompile(`(?m)^[^"'\n]*[:-] +\{\{`)
)

// embeddedIn gives the whole objects that a template of kind `resource` creates. Every placeholder is read as 1, which is a name, a
// number and a quantity alike. A patch is no whole object and is left out.
func embeddedIn(m *manifest) []*manifest {
	if m.err != nil || m.kind().Group != argoGroup {
		return nil
	}
	var found []*manifest
	templates, _, _ := unstructured.NestedSlice(m.object, "spec", "templates")
	for _, each := range templates {
		template, _ := each.(map[string]any)
		text, _, _ := unstructured.NestedString(template, "resource", "manifest")
		action, _, _ := unstructured.NestedString(template, "resource", "action")
		if text == "" || action == "patch" || untypedPlaceholder.MatchString(text) {
			continue
		}
		inner := parseManifest(m.file, placeholder.ReplaceAll([]byte(text), []byte("1")))
		if inner.err != nil {
			continue // the linter reads it too, and says where it stands
		}
		inner.inside, _, _ = unstructured.NestedString(template, "name")
		found = append(found, inner)
	}
	return found
}
