/** What an editor shows over a name is the comment that the compiler finds for it: one that stands behind a brace on the same line is found by nobody. */
import fs from "node:fs";
import path from "node:path";
import { type JSDocableNode, type Node, Project, SyntaxKind } from "ts-morph";
import { expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const files = [
  ...fs.globSync("schema/**/*language.ts", { cwd: root }),
  ...fs.globSync("schema/words/{artifact,image,json,secret}.ts", { cwd: root }),
];

it("has hover text for every field, word and type that a definition can name", () => {
  const project = new Project({ skipAddingFilesFromTsConfig: true, compilerOptions: { noLib: true } });
  const silent = files.flatMap((file) => {
    const source = project.addSourceFileAtPath(path.join(root, file));
    return source
      .getDescendants()
      .filter((node) => isShown(node) && node.getJsDocs().every((comment) => comment.getDescription().trim() === ""))
      .map((node) => `${file}:${node.getStartLineNumber()} ${node.getText().split("\n")[0]}`);
  });
  expect(files.length).toBeGreaterThan(8);
  expect(silent).toEqual([]);
});

/** Members and exported declarations; not the marks that only tell types apart. */
function isShown(node: Node): node is Node & JSDocableNode {
  if (node.isKind(SyntaxKind.PropertySignature) || node.isKind(SyntaxKind.MethodSignature))
    return !node.getName().startsWith("[") && !isPattern(node);
  const declared =
    node.isKind(SyntaxKind.InterfaceDeclaration) ||
    node.isKind(SyntaxKind.TypeAliasDeclaration) ||
    node.isKind(SyntaxKind.FunctionDeclaration);
  return declared && node.isExported();
}

/** `X extends { outputs: infer O }` asks, and declares nothing. */
function isPattern(node: Node): boolean {
  const conditional = node.getFirstAncestorByKind(SyntaxKind.ConditionalType);
  const asked = conditional?.getExtendsType();
  return asked !== undefined && node.getPos() >= asked.getPos() && node.getEnd() <= asked.getEnd();
}
