import { expect, test } from "vitest";
import { createFlows } from "./flows.ts";

const clock = { now: () => new Date("2026-03-02T08:00:00.000Z") };
const flows = createFlows({ key: new Uint8Array(32).fill(1), clock });
const place = { way: "school", browser: "cookie" };

test("HND-4: a state is resumed with its way and in its browser alone, and nobody else can read it", async () => {
  const { state, flow } = await flows.start({ ...place, returnTo: "/contacts" });
  expect(await flows.resume(state, place)).toEqual(flow);
  expect(await flows.resume(state, { ...place, way: "library" })).toBeUndefined();
  expect(await flows.resume(state, { ...place, browser: "another" })).toBeUndefined();
  expect(await flows.resume(`${state.slice(0, -2)}AA`, place)).toBeUndefined();
  expect(await flows.resume(null, place)).toBeUndefined();
  const other = createFlows({ key: new Uint8Array(32).fill(2), clock });
  expect(await other.resume(state, place)).toBeUndefined();
  for (const part of state.split(".")) {
    expect(Buffer.from(part, "base64url").toString()).not.toContain("contacts");
  }
});
