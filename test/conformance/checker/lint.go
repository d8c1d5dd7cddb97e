package main

import (
	"context"
	"fmt"

	workflows "github.com/argoproj/argo-workflows/v4/pkg/apis/workflow/v1alpha1"
	"github.com/argoproj/argo-workflows/v4/workflow/validate"
	"k8s.io/apimachinery/pkg/runtime"
)

// lint gives what `argo lint --offline` says of one manifest. Fields that Argo's Go types lack count only where the CRD lacks them
// too: the linter may be older than the CRD, and then the CRD alone decides which fields exist.
func (r *release) lint(ctx context.Context, m *manifest, unknownFields []string) verdict {
	result, ok := r.parsed[m]
	if !ok {
		return verdict{}
	}
	var found verdict
	if result.Err != nil {
		if !runtime.IsStrictDecodingError(result.Err) {
			return refused("lint", result.Err)
		}
		if len(unknownFields) > 0 {
			found = refused("lint", result.Err)
		}
	}
	if err := r.validate(ctx, result.Object); err != nil {
		found = found.and(refused("lint", err))
	}
	return found
}

func (r *release) validate(ctx context.Context, object any) (err error) {
	defer func() {
		if crash := recover(); crash != nil {
			err = fmt.Errorf("the linter crashed: %v", crash)
		}
	}()
	options := validate.ValidateOpts{Lint: true}
	switch o := object.(type) {
	case *workflows.Workflow:
		return validate.ValidateWorkflow(ctx, r.templates[o.Namespace], r.everywhere, o, nil, options)
	case *workflows.WorkflowTemplate:
		return validate.ValidateWorkflowTemplate(ctx, r.templates[o.Namespace], r.everywhere, o, nil, options)
	case *workflows.ClusterWorkflowTemplate:
		return validate.ValidateClusterWorkflowTemplate(ctx, namespaced{}, r.everywhere, o, nil, options)
	case *workflows.CronWorkflow:
		return validate.ValidateCronWorkflow(ctx, r.templates[o.Namespace], r.everywhere, o, nil)
	}
	return nil
}
