import { once } from "node:events";
import { PassThrough, type Writable } from "node:stream";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as ws from "ws";
import { corkWrites, textFrame } from "./outgoing.ts";

/** The parser of `ws`, which its types omit. */
const { Receiver } = ws as unknown as {
  Receiver: new (options: { isServer: boolean; maxPayload: number }) => Writable;
};

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

test("a text frame is the one that ws writes, at every size of its header", async () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom(0, 1, 125, 126, 127, 65_535, 65_536, 70_000).map((size) => "é".repeat(size)),
    fc.constantFrom(125, 126, 65_535, 65_536).map((size) => "a".repeat(size)),
  );
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const wire = new PassThrough();
      const receiver = new Receiver({ isServer: false, maxPayload: 1_000_000 });
      wire.pipe(receiver);
      const received = once(receiver, "message");
      wire.write(textFrame(text));
      const [data, isBinary] = await received;
      expect(String(data)).toBe(Buffer.from(text).toString());
      expect(isBinary).toBe(false);
    }),
  );
});
