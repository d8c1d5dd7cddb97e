/** The command itself: answers `--version` before it loads anything else. */
const [first, ...more] = process.argv.slice(2);
if ((first === "--version" || first === "-v") && more.length === 0) {
  const { version } = await import("./version.ts");
  process.stdout.write(`${version()}\n`);
} else {
  const { keepCompiledCode } = await import("./keep-compiled-code.ts");
  keepCompiledCode(process.env);
  const { start } = await import("./start.ts");
  await start();
}

export {};
