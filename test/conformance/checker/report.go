package main

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"
)

// verdict is what the layers say of one manifest: nothing to object, problems, or not judged.
type verdict struct {
	problems []problem
	skipped  string
}

type problem struct {
	By      string `json:"by"` // yaml, decode, lint or crd
	Message string `json:"message"`
}

func refused(by string, err error) verdict {
	return verdict{problems: []problem{{by, strings.Join(strings.Fields(err.Error()), " ")}}}
}

func (v verdict) and(other verdict) verdict {
	return verdict{problems: append(append([]problem{}, v.problems...), other.problems...)}
}

type report struct {
	buffer *bufio.Writer
	lines  *json.Encoder
}

func newReport(out io.Writer) *report {
	buffer := bufio.NewWriter(out)
	lines := json.NewEncoder(buffer)
	lines.SetEscapeHTML(false)
	return &report{buffer, lines}
}

func (r *report) write(release string, m *manifest, v verdict) error {
	object := m.asObject()
	name := object.GetName()
	if name == "" {
		name = object.GetGenerateName()
	}
	if v.problems == nil {
		v.problems = []problem{}
	}
	return r.lines.Encode(struct {
		Release  string    `json:"release"`
		File     string    `json:"file"`
		Inside   string    `json:"inside,omitempty"`
		Kind     string    `json:"kind"`
		Name     string    `json:"name"`
		Skipped  string    `json:"skipped,omitempty"`
		Problems []problem `json:"problems"`
	}{release, m.file, m.inside, m.kind().Kind, name, v.skipped, v.problems})
}

func (r *report) flush() error { return r.buffer.Flush() }
