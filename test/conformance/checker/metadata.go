package main

import (
	"k8s.io/apimachinery/pkg/api/validation"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// checkMetadata applies the API server's rules for names, labels and annotations, after filling in what a manifest may leave to the
// cluster (a generated name) or to the one who applies it (the namespace).
func checkMetadata(object map[string]any, namespaced bool) field.ErrorList {
	at := field.NewPath("metadata")
	written, _ := object["metadata"].(map[string]any)
	var read meta.ObjectMeta
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(written, &read); err != nil {
		return field.ErrorList{field.Invalid(at, nil, err.Error())}
	}
	if read.Name == "" && read.GenerateName != "" {
		read.Name = read.GenerateName + "12345"
	}
	if namespaced && read.Namespace == "" {
		read.Namespace = "default"
	}
	return validation.ValidateObjectMeta(&read, namespaced, validation.NameIsDNSSubdomain, at)
}
