/** A clock that stops until a test moves it. */
export interface TestClock {
  now(): Date;
  /** Advances by the given milliseconds. */
  advance(milliseconds: number): void;
}

export function createTestClock(start = new Date("2026-01-05T09:00:00.000Z")): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds;
    },
  };
}
