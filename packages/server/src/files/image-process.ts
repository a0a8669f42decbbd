// A separate process: code that decodes untrusted pictures has no secrets, no database and no network.
import { readFile } from "node:fs/promises";
import { limits } from "@parley/contract/limits";
import sharp from "sharp";
import { answerOnce, restrictCodec } from "../avatars/codec-process.ts";
import { pictureTypeOf } from "../avatars/picture-type.ts";
import type { ImageAnswer, ImageQuestion } from "./encode-image.ts";

/** Bytes of memory beyond which this process ends: several times what a picture with the most pixels takes. */
const MEMORY_MAX = 1024 ** 3;
/** Pixels of the longer side. */
const SCREEN = 1_280;
const THUMB = 320;

restrictCodec();

const hex = (value: number) => Math.round(value).toString(16).padStart(2, "0");

async function encode({ path, into }: ImageQuestion): Promise<ImageAnswer> {
  const bytes = await readFile(path);
  const type = pictureTypeOf(bytes);
  if (type === undefined) return { ok: false, problem: "type_refused" };
  const {
    width,
    height,
    pageHeight,
    pages = 1,
  } = await sharp(bytes, {
    limitInputPixels: false,
  }).metadata();
  if (width * (pageHeight ?? height) * pages > limits.picturePixelsMax)
    return { ok: false, problem: "too_many_pixels" };
  const isAnimated = pages > 1 && (type === "gif" || type === "webp");
  const open = (animated = false) =>
    // Turned first: without its metadata the picture would not say how it has to be turned. Colours become sRGB.
    sharp(bytes, {
      limitInputPixels: limits.picturePixelsMax,
      failOn: "truncated",
      animated: animated && isAnimated,
    })
      .autoOrient()
      .toColourspace("srgb");
  const fit = (size: number) => ({
    width: size,
    height: size,
    fit: "inside" as const,
    withoutEnlargement: true,
  });
  const full = open(true);
  const encoded = {
    jpeg: () => full.jpeg({ quality: 88 }),
    png: () => full.png(),
    webp: () => full.webp({ quality: 85 }),
    gif: () => full.gif(),
    avif: () => full.webp({ quality: 85 }),
  }[type]();
  const { width: w, height: h, pageHeight: frame } = await encoded.toFile(`${into}/full`);
  await open().resize(fit(SCREEN)).webp({ quality: 80 }).toFile(`${into}/screen`);
  await open().resize(fit(THUMB)).webp({ quality: 75 }).toFile(`${into}/thumb`);
  const { channels } = await open().flatten({ background: "#ffffff" }).stats();
  return {
    ok: true,
    type: `image/${type === "avif" ? "webp" : type}`,
    width: w,
    height: frame ?? h,
    color: `#${channels
      .slice(0, 3)
      .map(({ mean }) => hex(mean))
      .join("")}`,
  };
}

answerOnce<ImageQuestion, ImageAnswer>({
  answer: encode,
  failed: { ok: false, problem: "damaged" },
  memoryMax: MEMORY_MAX,
});
