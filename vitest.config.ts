import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    alias: {
      "millwright/testing": new URL("./schema/testing.ts", import.meta.url).pathname,
      millwright: new URL("./schema/index.ts", import.meta.url).pathname,
    },
  },
});
