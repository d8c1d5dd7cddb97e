// Checker puts emitted manifests before the code that the upstream projects run: Argo's linter, the CRDs as the API server
// applies them, and the strict decoder of the built-in kinds.
//
//	checker -crds FOLDER[,FOLDER…] RELEASE…
//
// A release is a folder (or one file) that is applied as a whole: references resolve inside it, names are unique in it. Of two
// CRDs of one kind the first folder's counts. Standard output is JSON lines, one a manifest, in the order of the arguments.
// Exit 0: everything was judged, whatever the verdicts; 2: the check itself could not run.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	_ "time/tzdata" // time zones must not depend on what the machine has installed

	"github.com/argoproj/argo-workflows/v4/util/logging"
)

func main() {
	folders := flag.String("crds", "", "folders with CRD files, separated by commas; the first that has a kind counts")
	flag.Parse()
	if err := run(strings.Split(*folders, ","), flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "checker:", err)
		os.Exit(2)
	}
}

func run(crdFolders, paths []string) error {
	ctx := logging.WithLogger(context.Background(), logging.NewSlogLogger(logging.Error, logging.Text))
	definitions, err := readDefinitions(crdFolders)
	if err != nil {
		return err
	}
	out := newReport(os.Stdout)
	for _, path := range paths {
		manifests, err := readManifests(path)
		if err != nil {
			return err
		}
		judged := newRelease(ctx, manifests)
		for _, m := range manifests {
			verdict, err := judge(ctx, judged, definitions, m)
			if err != nil {
				return err
			}
			if err := out.write(path, m, verdict); err != nil {
				return err
			}
		}
	}
	return out.flush()
}

// judge asks every layer that knows the kind. A kind that none knows is not judged, and the verdict says so.
func judge(ctx context.Context, in *release, definitions *definitions, m *manifest) (verdict, error) {
	switch {
	case m.err != nil:
		return refused("yaml", m.err), nil
	case m.kind().Kind == "":
		return refused("yaml", fmt.Errorf("no kind")), nil
	case isBuiltIn(m.kind()):
		return decodeStrictly(m), nil
	case !definitions.know(m.kind().GroupKind()):
		return verdict{skipped: "no schema of " + m.kind().GroupKind().String()}, nil
	}
	shape, err := definitions.check(ctx, m)
	if err != nil {
		return verdict{}, err
	}
	found := in.lint(ctx, m, shape.unknownFields).and(shape.verdict)
	if m.kind().Group == argoGroup {
		found = found.and(podPatches(m))
	}
	return found, nil
}
