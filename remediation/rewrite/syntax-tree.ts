import type { SourceFile } from "ts-morph";

export type Morph = typeof import("ts-morph");

/** The syntax tree of a module. Offsets are those of `text`, also behind a byte order mark: one space stands for it. */
export function syntaxTree(text: string, { Project }: Morph): SourceFile {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { noLib: true }, skipFileDependencyResolution: true });
  return project.createSourceFile("/module.ts", text.replace(/^\ufeff/, " "));
}
