import { expect, test } from "vitest";
import { corkWrites } from "./outgoing.ts";

test("DLV-2: frames of one turn of the event loop are written together, and the next turn starts again", async () => {
  const said: string[] = [];
  const wire = { cork: () => said.push("cork"), uncork: () => said.push("uncork") };
  const beforeFrame = corkWrites(wire);
  const turn = async (frames: number) => {
    for (let nth = 0; nth < frames; nth += 1) {
      beforeFrame();
      said.push("frame");
      await Promise.resolve();
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  await turn(3);
  await turn(1);
  expect(said).toEqual(["cork", "frame", "frame", "frame", "uncork", "cork", "frame", "uncork"]);
});
