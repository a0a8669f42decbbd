import { limits } from "@parley/contract/limits";
import fc from "fast-check";
import { expect, test } from "vitest";
import { framesOf } from "./frames.ts";

const parse = (frame: string): unknown[] => {
  const value: unknown = JSON.parse(frame);
  return Array.isArray(value) ? value : [value];
};

test("a frame with one request, or without JSON, is unchanged", () => {
  expect(framesOf("PING")).toEqual(["PING"]);
  expect(framesOf('{"id":1}')).toEqual(['{"id":1}']);
  expect(framesOf('[{"id":1},{"id":2}]')).toEqual(['[{"id":1},{"id":2}]']);
});

test("no frame has more calls or bytes than the server accepts, and no call is lost or reordered", () => {
  const request = fc.record({
    id: fc.nat(),
    body: fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.nat({ max: 5_000 }).map((length) => "\u{1f600}".repeat(length)),
    ),
  });
  fc.assert(
    fc.property(fc.array(request, { minLength: 2, maxLength: 70 }), (requests) => {
      const frames = framesOf(JSON.stringify(requests));
      expect(frames.flatMap(parse)).toEqual(JSON.parse(JSON.stringify(requests)));
      for (const frame of frames) {
        expect(parse(frame).length).toBeLessThanOrEqual(limits.batchMax);
        expect(Buffer.byteLength(frame)).toBeLessThanOrEqual(limits.frameBytesMax);
      }
    }),
    { numRuns: 50 },
  );
});
