import fc from "fast-check";
import { expect, test } from "vitest";
import { type CropView, MIDDLE, moveBy, squareOf, ZOOM_MAX, zoomTo } from "./crop.ts";

const wide = { width: 400, height: 200 };

test("AVA-11: unless the user selects another one, the largest square in the middle is used", () => {
  expect(squareOf(wide, MIDDLE)).toEqual({ left: 100, top: 0, side: 200 });
  expect(squareOf({ width: 90, height: 90 }, MIDDLE)).toEqual({ left: 0, top: 0, side: 90 });
});

test("AVA-11: zoom keeps the middle, as far as the picture allows", () => {
  const left = moveBy(wide, MIDDLE, { x: 1, y: 0 });
  expect(squareOf(wide, left)).toEqual({ left: 0, top: 0, side: 200 });
  expect(squareOf(wide, zoomTo(wide, left, 2))).toEqual({ left: 50, top: 50, side: 100 });
  const corner = moveBy(wide, zoomTo(wide, left, 2), { x: 5, y: 5 });
  expect(squareOf(wide, zoomTo(wide, corner, 1))).toEqual({ left: 0, top: 0, side: 200 });
  expect(zoomTo(wide, MIDDLE, 99).zoom).toBe(ZOOM_MAX);
  expect(zoomTo(wide, MIDDLE, 0).zoom).toBe(1);
});

test("AVA-11: the square is in the picture, whatever is done", () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 9_000 }),
    height: fc.integer({ min: 1, max: 9_000 }),
  });
  const number = fc.double({ min: -9, max: 9, noNaN: true });
  const step = fc.oneof(fc.record({ zoom: number }), fc.record({ x: number, y: number }));
  fc.assert(
    fc.property(size, fc.array(step), (picture, steps) => {
      const view = steps.reduce<CropView>(
        (now, way) => ("zoom" in way ? zoomTo(picture, now, way.zoom) : moveBy(picture, now, way)),
        MIDDLE,
      );
      const { left, top, side } = squareOf(picture, view);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + side).toBeLessThanOrEqual(picture.width + 0.001);
      expect(top + side).toBeLessThanOrEqual(picture.height + 0.001);
    }),
  );
});
