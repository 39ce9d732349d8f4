import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "~": new URL("./src", import.meta.url).pathname },
  },
  test: {
    globalSetup: "tests/support/global-setup.ts",
    hookTimeout: 30_000,
    // Test files share the database anyway, and modules that hold no state between tests.
    isolate: false,
    testTimeout: 15_000,
  },
});
