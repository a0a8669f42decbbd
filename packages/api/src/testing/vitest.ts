import { afterAll, beforeAll, beforeEach } from "vitest";
import {
  type Cast,
  createTestApi,
  type GroupSpec,
  type TestApi,
  type TestApiOptions,
} from "./index.ts";

export { untilWaiting } from "./overlap.ts";

/** The users and groups before each test. */
export interface TestApiSetup extends TestApiOptions {
  readonly people?: Cast;
  readonly groups?: readonly GroupSpec[];
  /** Fills the tables once for all tests, instead of anew before each: for tests that change nothing, or after a long set-up. */
  readonly once?: boolean;
}

/**
 * Starts a Parley for the tests of this file or `describe`, with these people and groups before each test, and closes
 * it after the last. Tests and hooks can use what it returns; a hook that is registered later runs later.
 */
export function useTestApi({
  people,
  groups = [],
  once = false,
  ...options
}: TestApiSetup = {}): TestApi {
  // `beforeAll` adds the members, before which no test or hook can read any.
  const api = {} as TestApi;
  let started: TestApi | undefined;
  beforeAll(async () => {
    started = await createTestApi(options);
    Object.defineProperties(api, Object.getOwnPropertyDescriptors(started));
  });
  // If the start failed, there is nothing to close, and its error is the one to show.
  afterAll(() => started?.close());
  (once ? beforeAll : beforeEach)(async () => {
    if (!once) await api.reset();
    if (people !== undefined) await api.addPeople(people);
    for (const group of groups) await api.addGroup(group);
  });
  return api;
}
