/** Runs one command line; what main.ts does for the user, and tests do with their own context. */
import { buildApplication, run, ExitCode as Stricli, text_en } from "@stricli/core";
import type { Context, ExitCode } from "./context.ts";
import { exit } from "./context.ts";
import { sayCrash } from "./crash.ts";
import { commands } from "./routes/commands.ts";
import { sayUsageError, UsageError } from "./usage-error.ts";
import { version } from "./version.ts";

/** Gives the exit code: 0 clean, 1 findings, 2 usage, 3 our own crash. Never throws. */
export async function runCommandLine(inputs: readonly string[], context: Context): Promise<ExitCode> {
  const crash = (error: unknown) => (error instanceof UsageError ? sayUsageError(error.diagnostic) : sayCrash(error, inputs, version()));
  const application = buildApplication(commands, {
    name: "millwright",
    versionInfo: { currentVersion: version() },
    scanner: { caseStyle: "allow-kebab-for-camel", allowArgumentEscapeSequence: true },
    documentation: { disableAnsiColor: true, useAliasInUsageLine: false, onlyRequiredInUsageLine: true },
    determineExitCode: (error) => (error instanceof UsageError ? exit.usage : exit.crash),
    localization: {
      text: {
        ...text_en,
        exceptionWhileRunningCommand: crash,
        exceptionWhileLoadingCommandFunction: crash,
        exceptionWhileLoadingCommandContext: crash,
        noCommandRegisteredForInput: ({ input, corrections }) =>
          `There is no command "${input}".${corrections.length === 0 ? " See millwright --help." : ` Did you mean ${corrections.join(" or ").replaceAll("`", '"')}?`}`,
      },
    },
  });
  const { process } = context;
  await run(application, inputs, context);
  process.exitCode = ownExitCode(process.exitCode ?? 0);
  return process.exitCode as ExitCode;
}

/** The library's codes are negative. */
function ownExitCode(code: number): ExitCode {
  switch (code) {
    case Stricli.UnknownCommand:
    case Stricli.InvalidArgument:
      return exit.usage;
    case exit.clean:
    case exit.findings:
    case exit.usage:
      return code as ExitCode;
    default:
      return exit.crash;
  }
}
