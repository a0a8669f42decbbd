import { describe, expect, test, vi } from "vitest";

const log = console.log;
const timer = setTimeout;

describe("what a test replaces", () => {
  test("is replaced within the test", () => {
    vi.useFakeTimers();
    vi.stubGlobal("parley", "stubbed");
    vi.stubEnv("PARLEY_STUBBED", "yes");
    vi.spyOn(console, "log").mockReturnValue();
    expect([console.log === log, setTimeout === timer]).toEqual([false, false]);
  });

  test("is restored before the next", () => {
    expect([console.log === log, setTimeout === timer]).toEqual([true, true]);
    expect("parley" in globalThis).toBe(false);
    expect(process.env["PARLEY_STUBBED"]).toBeUndefined();
  });
});
