import { expect, it } from "vitest";
import { secretWrittenAsLiteral } from "../../compiler/rules/secrets/secret-written-as-literal.ts";
import { secret, z } from "../../schema/index.ts";
import { churn, find, oneStep, pinned } from "../support/find.ts";

it("accepts the name of a secret", () => {
  expect(find(secretWrittenAsLiteral, oneStep({ env: { DB_PASSWORD: secret("database", "password") } }))).toEqual([]);
});

it("accepts what only sounds like a secret", () => {
  expect(
    find(
      secretWrittenAsLiteral,
      oneStep({
        env: {
          MAX_TOKENS: "4096",
          TOKEN_FILE: "/run/token",
          TOKENIZER: "bert-base-uncased-v2-2024",
          PASSWORD: "",
          API_KEY: "$(API_KEY)",
          URL: "https://acme.com:8443/a@b",
          K8S_SECRET: "churn-database",
        },
      }),
    ),
  ).toEqual([]);
});

it("accepts flags that name where a secret is", () => {
  expect(
    find(
      secretWrittenAsLiteral,
      oneStep({ command: () => ["load", "--password-file", "/run/password", "--token", "$TOKEN", "--key", "id", "--secret=churn-db"] }),
    ),
  ).toEqual([]);
});

it("reports a password by the name of its variable", () => {
  expect(find(secretWrittenAsLiteral, oneStep({ env: { DB_PASSWORD: "hunter22" } }))).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.env.DB_PASSWORD",
      says: 'Step "fit" has what looks like a password in the environment variable "DB_PASSWORD".',
      help: 'Write `DB_PASSWORD: secret("fit", "db-password")`, with the names of your Kubernetes secret.',
    },
  ]);
});

it("reports a token by its name and its randomness", () => {
  expect(find(secretWrittenAsLiteral, oneStep({ env: { apiToken: "q8Zr2LmX0vTn5KwYb1Hs" } }))).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.env.apiToken",
      says: 'Step "fit" has what looks like a token in the environment variable "apiToken".',
      help: 'Write `apiToken: secret("fit", "api-token")`, with the names of your Kubernetes secret.',
    },
  ]);
});

it("reports keys of AWS and GitHub by their form", () => {
  expect(find(secretWrittenAsLiteral, oneStep({ env: { A: `AKIA${"IOSFODNN7EXAMPLE"}`, B: `x ghp_${"a1".repeat(18)} y` } }))).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.env.A",
      says: 'Step "fit" has an AWS access key in the environment variable "A".',
      help: 'Write `A: secret("fit", "a")`, with the names of your Kubernetes secret.',
    },
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.env.B",
      says: 'Step "fit" has a GitHub token in the environment variable "B".',
      help: 'Write `B: secret("fit", "b")`, with the names of your Kubernetes secret.',
    },
  ]);
});

it("reports an address with a password", () => {
  expect(find(secretWrittenAsLiteral, oneStep({ env: { DSN: "postgres://churn:hunter22@db/churn" } }))).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.env.DSN",
      says: 'Step "fit" has an address with a password in the environment variable "DSN".',
      help: 'Write `DSN: secret("fit", "dsn")`, with the names of your Kubernetes secret.',
    },
  ]);
});

it("reports words of the command, by what stands before them too", () => {
  expect(
    find(secretWrittenAsLiteral, oneStep({ command: () => ["load", "--password=hunter22", "--password", "hunter22", "user=me"] })),
  ).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.command.1",
      says: 'Step "fit" has what looks like a password in word 2 of its command.',
      help: 'Keep it in a Kubernetes secret and name it, as in `env: { TOKEN: secret("churn", "token") }`.',
    },
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.command.3",
      says: 'Step "fit" has what looks like a password in word 4 of its command.',
      help: 'Keep it in a Kubernetes secret and name it, as in `env: { TOKEN: secret("churn", "token") }`.',
    },
  ]);
});

it("reports a private key in a script", () => {
  expect(
    find(secretWrittenAsLiteral, {
      churn: churn((build) =>
        build.script("fit", { image: pinned, language: "bash", source: `echo "-----BEGIN RSA ${"PRIVATE"} KEY-----"` }),
      ),
    }),
  ).toEqual([
    {
      is: "error check/secret-written-as-literal",
      at: "fit 1.source",
      says: 'Step "fit" has a private key in its script.',
      help: 'Keep it in a Kubernetes secret and name it, as in `env: { TOKEN: secret("churn", "token") }`.',
    },
  ]);
});

it("reports the default of a parameter, and an input", () => {
  const token = `hf_${"aB3".repeat(12)}`;
  const definitions = oneStep({ inputs: { dbPassword: "hunter22" } }, { params: { token: z.string().default(token) } });
  expect(find(secretWrittenAsLiteral, definitions).map(({ at, says }) => [at, says])).toEqual([
    ["churn 1.params.token", 'Flow "churn" has a Hugging Face token in the default of parameter "token".'],
    ["fit 1.inputs.dbPassword", 'Step "fit" has what looks like a password in the input "dbPassword".'],
  ]);
});
