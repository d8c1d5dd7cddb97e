/** Platforms as people may write them: one flow, whose steps take their memory from wherever values can come from. */
import fc from "fast-check";
import type { Files } from "../../support/folder.ts";

export interface AnyPlatform {
  readonly files: Files;
  readonly environments: readonly string[];
}

/** Where a step's memory comes from. */
const sources = [
  "literal",
  "constant",
  "constant of a constant",
  "member",
  "imported",
  "renamed import",
  "toml",
  "json",
  "yaml",
  "result of a helper",
  "argument of a helper",
  "default of a helper",
  "number in a template",
  "ternary",
  "fallback",
  "product",
  "same as before",
  "unsaid",
] as const;

/** How the expression gets into the options of the step. */
const shapes = ["inline", "spread resources", "spread options", "shorthand", "helper", "commented"] as const;

const names = ["first", "fit", "last"] as const;

interface AnyStep {
  readonly source: (typeof sources)[number];
  readonly shape: (typeof shapes)[number];
  readonly gibibytes: number;
  readonly quote: string;
  readonly more: readonly string[];
  /** The environment whose overlay says another value, and which. */
  readonly overlay: { readonly environment: string; readonly gibibytes: number } | null;
  readonly follows: boolean;
}

const gibibytes = fc.constantFrom(4, 8, 12);

const anyStep: fc.Arbitrary<AnyStep> = fc.record({
  source: fc.constantFrom(...sources),
  shape: fc.constantFrom(...shapes),
  gibibytes,
  quote: fc.constantFrom('"', "'", "`"),
  more: fc.subarray([
    'timeout: "2h"',
    "retry: { limit: 2 }",
    'env: { SIZE: "8Gi", LIMIT: "2" }',
    'description: "8Gi 🚂 žluť \\u0041"',
    "idempotent: true",
    'labels: { "acme.com/size": "8Gi" }',
  ]),
  overlay: fc.option(fc.record({ environment: fc.constantFrom("prod", "staging"), gibibytes })),
  follows: fc.boolean(),
});

/** Platforms of one to three environments. */
export const anyPlatform: fc.Arbitrary<AnyPlatform> = fc
  .record({
    environments: fc.constantFrom(["prod"], ["prod"], ["staging", "prod"], ["dev", "staging", "prod"]),
    steps: fc.tuple(anyStep, anyStep, anyStep),
    comment: fc.constantFrom("// 8Gi is enough", "/* memory: '8Gi' */", "// žluťoučký 🐎 `8Gi`", ""),
    crlf: fc.boolean(),
    mark: fc.boolean(),
  })
  .map(({ environments, steps, comment, crlf, mark }) => {
    const written = new Written(comment);
    const calls = names.map((name, index) => written.step(name, steps[index] ?? steps[0]));
    const files = written.files(calls);
    const entries = Object.entries(files).map(([file, text]) => [file, finished(file, text, crlf, mark)] as const);
    return { environments, files: Object.fromEntries(entries) };
  });

function finished(file: string, text: string, crlf: boolean, mark: boolean): string {
  const lines = crlf ? text.replaceAll("\n", "\r\n") : text;
  return mark && file.endsWith(".flow.ts") ? `\ufeff${lines}` : lines;
}

class Written {
  readonly #before: string[] = [];
  readonly #sizes: string[] = [];
  readonly #files: Record<string, string> = {};
  readonly #comment: string;
  #latest = '"8Gi"';

  constructor(comment: string) {
    this.#comment = comment;
  }

  step(name: string, step: AnyStep): string {
    const memory = step.source === "unsaid" ? undefined : this.#expression(name, step);
    if (memory !== undefined) this.#latest = memory;
    const heap = step.follows && step.source === "number in a template" ? [`env: { JAVA_TOOL_OPTIONS: \`-Xmx\${${name}Size / 2}g\` }`] : [];
    const more = heap.length > 0 ? step.more.filter((option) => !option.startsWith("env")) : step.more;
    const options = [`image: "acme/${name}:1.0"`, `command: () => ["${name}"]`, ...more, ...heap, ...this.#resources(name, step, memory)];
    return `  step("${name}", { ${options.join(", ")} });`;
  }

  files(calls: readonly string[]): Files {
    const imports = this.#sizes.map((name) => (name.includes(":") ? name.replace(":", " as ") : name));
    const lines = [
      'import { config, flow, memory, z } from "millwright";',
      ...(imports.length > 0 ? [`import { ${imports.join(", ")} } from "./sizes.ts";`] : []),
      this.#comment,
      ...this.#before,
      "",
      'export const churn = flow("churn", { owner: "growth-ml" }, ({ step }) => {',
      ...calls,
      "});",
      "void [config, memory, z];",
      "",
    ];
    return { ...this.#files, "flows/churn.flow.ts": lines.join("\n") };
  }

  #expression(name: string, { source, gibibytes: size, quote, overlay }: AnyStep): string {
    const literal = `${quote}${size}Gi${quote}`;
    const declare = (text: string, expression: string) => {
      this.#before.push(text);
      return expression;
    };
    switch (source) {
      case "constant":
        return declare(`const ${name}Size = ${literal}; // for ${name}`, `${name}Size`);
      case "constant of a constant":
        return declare(`const ${name}Base = ${literal};\nconst ${name}Size = ${name}Base;`, `${name}Size`);
      case "member":
        return declare(`const ${name}Sizes = { small: "1Gi", "large": ${literal} } as const;`, `${name}Sizes.large`);
      case "imported":
      case "renamed import": {
        const own = source === "imported" ? `${name}Size` : `${name}Raw`;
        this.#files["flows/sizes.ts"] = `${this.#files["flows/sizes.ts"] ?? "// 8Gi\n"}export const ${own} = ${literal};\n`;
        this.#sizes.push(source === "imported" ? own : `${own}:${name}Size`);
        return `${name}Size`;
      }
      case "toml":
      case "json":
      case "yaml": {
        const text = {
          toml: (gib: number) => `# 8Gi\nmemory = "${gib}Gi"\nother = "8Gi"\n`,
          json: (gib: number) => `{ "other": "8Gi", "memory": "${gib}Gi" }\n`,
          yaml: (gib: number) => `memory: ${gib}Gi # 8Gi\nother: 8Gi\n`,
        }[source];
        this.#files[`flows/${name}.${source}`] = text(size);
        if (overlay !== null) this.#files[`flows/${name}.${overlay.environment}.${source}`] = text(overlay.gibibytes);
        const schema = "z.object({ memory: memory(), other: memory() })";
        return declare(`const ${name}Settings = config("./${name}.${source}", ${schema});`, `${name}Settings.memory`);
      }
      case "result of a helper":
        return declare(`function ${name}Size() {\n  return ${literal};\n}`, `${name}Size()`);
      case "argument of a helper":
        return declare(`const ${name}Same = (size: string) => size as "8Gi";`, `${name}Same(${literal})`);
      case "default of a helper":
        return declare(`const ${name}Same = (size = ${literal}) => size as "8Gi";`, `${name}Same()`);
      case "number in a template":
        return declare(`const ${name}Size = ${size};`, `\`\${${name}Size}Gi\``);
      case "ternary":
        return declare(`const ${name}Big = true as boolean;`, `${name}Big ? ${literal} : "1Gi"`);
      case "fallback":
        return declare(`const ${name}None = undefined as "1Gi" | undefined;`, `${name}None ?? ${literal}`);
      case "product":
        return declare(`const ${name}Factor = ${size / 2};`, `\`\${${name}Factor * 2}Gi\``);
      case "same as before":
        return this.#latest;
      default:
        return literal;
    }
  }

  #resources(name: string, { shape }: AnyStep, memory: string | undefined): readonly string[] {
    if (memory === undefined) return shape === "inline" ? ["resources: { cpu: 2 }"] : [];
    switch (shape) {
      case "spread resources":
        this.#before.push(`const ${name}Resources = { memory: ${memory}, cpu: 2 } as const;`);
        return [`resources: { ...${name}Resources }`];
      case "spread options":
        this.#before.push(`const ${name}Options = { resources: { cpu: 2, memory: ${memory} } } as const;`);
        return [`...${name}Options`];
      case "shorthand":
        return [`resources: (() => {\n    const memory = ${memory};\n    return { memory };\n  })()`];
      case "helper":
        this.#before.push(`const ${name}Sized = (memory: "8Gi" | string) => ({ cpu: 2, memory: memory as "8Gi" });`);
        return [`resources: ${name}Sized(${memory})`];
      case "commented":
        return [`resources : {  /* 8Gi */ memory:${memory} , // "8Gi"\n    ephemeralStorage: "8Gi" }`];
      default:
        return [`resources: { memory: ${memory} }`];
    }
  }
}
