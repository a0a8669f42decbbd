import { deflateSync } from "node:zlib";
import { avatarSizes } from "@parley/contract/avatars";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { createEncodePicture } from "./encode-picture.ts";
import { pictureTypeOf } from "./picture-type.ts";

const encode = createEncodePicture();

/** Red on the left, blue on the right, in the middle third of 300 by 100. */
const drawn = () => {
  const square = (background: string) => ({
    create: { width: 50, height: 100, channels: 3 as const, background },
  });
  return sharp({
    create: { width: 300, height: 100, channels: 3, background: "#00ff00" },
  }).composite([
    { input: square("#ff0000"), left: 100, top: 0 },
    { input: square("#0000ff"), left: 150, top: 0 },
  ]);
};
const png = await drawn().png().toBuffer();

const pixelOf = async (image: Buffer, left: number, top: number) => {
  const pixel = await sharp(image).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return [...pixel].map((value) => Math.round(value / 64));
};

describe("AVA-5: a picture", () => {
  test.each(["png", "jpeg", "webp", "gif", "avif"] as const)(
    "of type %s is cropped to a centred square, and stored in every size as WebP",
    async (format) => {
      const answer = await encode(await sharp(png)[format]({ quality: 90 }).toBuffer());
      if (!answer.ok) throw new Error(answer.problem);
      for (const size of avatarSizes) {
        const { format: kind, width, height } = await sharp(answer.images[size]).metadata();
        expect([kind, width, height]).toEqual(["webp", size, size]);
        expect(await pixelOf(answer.images[size], size / 4, size / 2)).toEqual([4, 0, 0]);
        expect(await pixelOf(answer.images[size], (size * 3) / 4, size / 2)).toEqual([0, 0, 4]);
      }
    },
  );

  test("is turned as its orientation says, without location, camera and colour profile", async () => {
    const turned = await sharp(png)
      .jpeg()
      .withExif({ IFD0: { Copyright: "a camera" }, IFD3: { GPSLatitude: "52/1 31/1 12/1" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(turned).metadata()).exif).toBeDefined();
    const answer = await encode(turned);
    if (!answer.ok) throw new Error(answer.problem);
    const { exif, icc, xmp, orientation } = await sharp(answer.images[256]).metadata();
    expect({ exif, icc, xmp, orientation }).toEqual({});
    // A quarter turn to the right: the left becomes the top.
    expect(await pixelOf(answer.images[256], 128, 64)).toEqual([4, 0, 0]);
    expect(await pixelOf(answer.images[256], 128, 192)).toEqual([0, 0, 4]);
  });

  test("that is transparent gets a white background", async () => {
    const clear = {
      create: { width: 9, height: 9, channels: 4 as const, background: "#00000000" },
    };
    const answer = await encode(await sharp(clear).png().toBuffer());
    if (!answer.ok) throw new Error(answer.problem);
    expect(await pixelOf(answer.images[64], 32, 32)).toEqual([4, 4, 4]);
  });
});

/** A PNG chunk with a wrong checksum, which is not verified before the size is. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return ~crc >>> 0;
}

/** 20,000 by 20,000 pixels of one colour, in some 50 kB. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1A\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>`;
const html = "<!doctype html><script>alert(document.domain)</script>";
const text = (value: string) => Buffer.from(value);

const others: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
  nothing: () => Buffer.alloc(0),
  "an SVG": () => text(svg),
  "an SVG behind an XML declaration": () => text(`<?xml version="1.0"?>\n${svg}`),
  "a page": () => text(html),
  "a PDF": () => text("%PDF-1.7\n1 0 obj\n"),
  "a TIFF": () => sharp(png).tiff().toBuffer(),
  "a script that begins as a GIF": () => text('GIF89a/*\0\0*/=1;alert("x")'),
  "a GIF with a page behind it": async () =>
    Buffer.concat([await sharp(png).gif().toBuffer(), text(html)]),
  "a PNG with a page behind it": () => Buffer.concat([png, text(html)]),
  "a PNG with anything behind it": () => Buffer.concat([png, text("anything")]),
  "a WebP with anything behind it": async () =>
    Buffer.concat([await sharp(png).webp().toBuffer(), text("anything")]),
  "a JPEG with a page behind it": async () =>
    Buffer.concat([await sharp(png).jpeg().toBuffer(), text(html)]),
  "a JPEG with an archive behind it": async () =>
    Buffer.concat([await sharp(png).jpeg().toBuffer(), text("PK\x05\x06"), Buffer.alloc(18)]),
  "a JPEG with a page in its metadata": () =>
    sharp(png)
      .jpeg()
      .withExif({ IFD0: { Copyright: `<script>alert("some text")</script>` } })
      .toBuffer(),
  "a film": () => text("\0\0\0\x18ftypisom\0\0\0\0isomavc1"),
  "a HEIC": () => text("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
};

describe("AVA-4: what is not a picture, or also something else, is refused", () => {
  test.each(Object.keys(others))("%s", async (name) => {
    expect(await encode((await others[name]?.()) ?? png)).toEqual({
      ok: false,
      problem: "notAPicture",
    });
  });

  test.each(["png", "gif", "webp", "jpeg", "avif"] as const)("a truncated %s", async (format) => {
    const grain = sharp({
      create: {
        width: 200,
        height: 200,
        channels: 3,
        background: "#fff",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    });
    const noise = await grain[format]().toBuffer();
    expect(await encode(noise.subarray(0, noise.length / 2))).toMatchObject({ ok: false });
  });
});

test("AVA-4: padding after a picture is not part of it", () => {
  expect(pictureTypeOf(Buffer.concat([png, Buffer.alloc(5_000)]))).toBe("png");
});

test("AVA-5: a small file of too many pixels is refused before it is decoded", async () => {
  const file = bomb(20_000, 20_000);
  expect(file.length).toBeLessThan(100_000);
  expect(await encode(file)).toEqual({ ok: false, problem: "tooManyPixels" });
  expect(await encode(bomb(6_000, 6_000))).toMatchObject({ ok: true });
});

test("AVA-5: a picture that takes too long ends its process, and the next one is accepted", async () => {
  const impatient = createEncodePicture({ timeout: 1, places: 1 });
  expect(await impatient(png)).toEqual({ ok: false, problem: "damaged" });
  expect(await encode(png)).toMatchObject({ ok: true });
});

test("AVA-5: pictures are queued, and too many are refused", async () => {
  const busy = createEncodePicture({ places: 1, timeout: 1 });
  const all = await Promise.allSettled(Array.from({ length: 60 }, () => busy(png)));
  const refused = all.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(9);
  expect(refused[0]).toMatchObject({ reason: { reason: "unavailable" } });
});
