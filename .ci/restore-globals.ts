// Prepares every test file: what a test replaced is restored after it, also if the test failed. Some projects run all
// their files in one process, and a failed test is run again there.
import { afterEach, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
