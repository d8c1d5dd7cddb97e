package main

import (
	"context"
	"fmt"

	workflows "github.com/argoproj/argo-workflows/v4/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v4/workflow/common"
)

const argoGroup = "argoproj.io"

// release is what stands in for the cluster while a set of manifests is linted: the templates that they bring themselves.
type release struct {
	parsed     map[*manifest]common.ParseResult
	templates  map[string]namespaced
	everywhere clusterWide
}

// namespaced and clusterWide answer Argo's questions for a template by name, as the cluster's store would.
type (
	namespaced  map[string]*workflows.WorkflowTemplate
	clusterWide map[string]*workflows.ClusterWorkflowTemplate
)

func (t namespaced) Get(_ context.Context, name string) (*workflows.WorkflowTemplate, error) {
	if template, ok := t[name]; ok {
		return template, nil
	}
	return nil, fmt.Errorf("no WorkflowTemplate %q in this release and namespace", name)
}

func (t clusterWide) Get(_ context.Context, name string) (*workflows.ClusterWorkflowTemplate, error) {
	if template, ok := t[name]; ok {
		return template, nil
	}
	return nil, fmt.Errorf("no ClusterWorkflowTemplate %q in this release", name)
}

func newRelease(ctx context.Context, manifests []*manifest) *release {
	r := &release{map[*manifest]common.ParseResult{}, map[string]namespaced{}, clusterWide{}}
	for _, m := range manifests {
		if m.err == nil && m.kind().Group == argoGroup {
			r.parsed[m] = r.add(parseAsArgo(ctx, m))
		}
	}
	return r
}

// parseAsArgo reads a document with Argo's own reader, which splits documents at other places than YAML does.
func parseAsArgo(ctx context.Context, m *manifest) common.ParseResult {
	results := common.ParseObjects(ctx, m.text, true)
	if len(results) != 1 {
		return common.ParseResult{Err: fmt.Errorf("Argo reads %d objects where YAML has one", len(results))}
	}
	return results[0]
}

func (r *release) add(result common.ParseResult) common.ParseResult {
	switch template := result.Object.(type) {
	case *workflows.WorkflowTemplate:
		if r.templates[template.Namespace] == nil {
			r.templates[template.Namespace] = namespaced{}
		}
		if r.templates[template.Namespace][template.Name] != nil {
			result.Err = fmt.Errorf("a second WorkflowTemplate %q in namespace %q", template.Name, template.Namespace)
		}
		r.templates[template.Namespace][template.Name] = template
	case *workflows.ClusterWorkflowTemplate:
		r.everywhere[template.Name] = template
	}
	return result
}
