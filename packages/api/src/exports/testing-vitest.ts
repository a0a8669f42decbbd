import { type TestApiSetup, useTestApi as useKit } from "../testing/vitest.ts";
import type { TestApi } from "./testing.ts";

export type { TestApiSetup };

/**
 * Starts a Parley for the tests of this file or `describe`, with these people and groups before each test, and closes
 * it after the last. Tests and hooks can use what it returns; a hook that is registered later runs later.
 */
export const useTestApi: (setup?: TestApiSetup) => TestApi = useKit;
