package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/client-go/kubernetes/scheme"
)

var strictDecoder = serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()

func isBuiltIn(kind schema.GroupVersionKind) bool { return scheme.Scheme.IsGroupRegistered(kind.Group) }

// clusterScoped lists the built-in kinds without a namespace that a release may hold.
var clusterScoped = map[string]bool{"Namespace": true, "ClusterRole": true, "ClusterRoleBinding": true, "PriorityClass": true}

// decodeStrictly refuses unknown fields, duplicate keys, wrong types and bad metadata of a built-in kind. The rules between fields, which
// need all of Kubernetes, are not applied.
func decodeStrictly(m *manifest) verdict {
	if _, _, err := strictDecoder.Decode(m.text, nil, nil); err != nil {
		return refused("decode", err)
	}
	var found verdict
	for _, each := range checkMetadata(m.object, !clusterScoped[m.kind().Kind]) {
		found = found.and(refused("decode", each))
	}
	return found
}
