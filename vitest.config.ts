import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // By default one processor is left idle, which is half of them on the machines of CI.
    maxWorkers: 2,
    // Tests leave nothing in the caches of whoever runs them; those of the cache bring a folder of their own.
    env: { MILLWRIGHT_CACHE: "off" },
    alias: {
      "millwright/testing": new URL("./local/testing.ts", import.meta.url).pathname,
      millwright: new URL("./schema/index.ts", import.meta.url).pathname,
    },
  },
});
