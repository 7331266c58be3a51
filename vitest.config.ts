// Test runner settings: tests mirror src, time limits are generous because machines are noisy.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
    maxWorkers: 3, // tests that wait for processes and threads leave a core idle
    isolate: false,
    globalSetup: "test/temporary-folder.ts",
  },
});
