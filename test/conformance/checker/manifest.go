package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"
)

// manifest is one YAML document, read as the API server reads it: duplicate keys refused, integers kept whole.
type manifest struct {
	file   string
	inside string // the Argo resource template that holds it, if one does
	text   []byte
	object map[string]any
	err    error
}

func (m *manifest) asObject() *unstructured.Unstructured {
	return &unstructured.Unstructured{Object: m.object}
}

func (m *manifest) kind() schema.GroupVersionKind { return m.asObject().GroupVersionKind() }

var betweenDocuments = regexp.MustCompile(`(?m)^---(?:[ \t].*)?$`)

// readManifests reads every YAML file of a folder, in the order of their names, or the one file that is named.
func readManifests(path string) ([]*manifest, error) {
	var found []*manifest
	err := filepath.WalkDir(path, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isYAML(file) {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, text := range betweenDocuments.Split(string(content), -1) {
			m := parseManifest(file, []byte(text))
			if m.object == nil && m.err == nil {
				continue // nothing but comments
			}
			found = append(found, m)
			found = append(found, embeddedIn(m)...)
		}
		return nil
	})
	return found, err
}

func isYAML(file string) bool {
	extension := filepath.Ext(file)
	return extension == ".yaml" || extension == ".yml"
}

func parseManifest(file string, text []byte) *manifest {
	m := &manifest{file: file, text: text}
	asJSON, err := yaml.YAMLToJSONStrict(text)
	if err != nil {
		m.err = err
		return m
	}
	if !bytes.Equal(asJSON, []byte("null")) {
		m.err = json.Unmarshal(asJSON, &m.object)
	}
	return m
}
