package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// definitions holds the text of each kind's CRD and compiles it when the kind is first met: compiling all takes seconds.
type definitions struct {
	texts    map[schema.GroupKind][]byte
	compiled map[schema.GroupKind]versions
}

// Both lines stand at these depths in every CRD that controller-gen writes.
var (
	groupLine = regexp.MustCompile(`(?m)^  group: (\S+)$`)
	kindLine  = regexp.MustCompile(`(?m)^    kind: (\S+)$`)
)

func readDefinitions(folders []string) (*definitions, error) {
	known := &definitions{map[schema.GroupKind][]byte{}, map[schema.GroupKind]versions{}}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.yaml*"))
		if err != nil || len(files) == 0 {
			return nil, fmt.Errorf("no CRD files in %q", folder)
		}
		for _, file := range files {
			text, err := readText(file)
			if err != nil {
				return nil, err
			}
			for _, document := range betweenDocuments.Split(string(text), -1) {
				known.add(document)
			}
		}
	}
	return known, nil
}

func (d *definitions) add(document string) {
	group, kind := groupLine.FindStringSubmatch(document), kindLine.FindStringSubmatch(document)
	if !strings.Contains(document, "kind: CustomResourceDefinition") || group == nil || kind == nil {
		return
	}
	key := schema.GroupKind{Group: group[1], Kind: kind[1]}
	if d.texts[key] == nil {
		d.texts[key] = []byte(document)
	}
}

func (d *definitions) know(kind schema.GroupKind) bool { return d.texts[kind] != nil }

func readText(file string) ([]byte, error) {
	content, err := os.ReadFile(file)
	if err != nil || filepath.Ext(file) != ".gz" {
		return content, err
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return io.ReadAll(unpacked)
}
