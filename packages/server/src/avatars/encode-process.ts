// A separate process: code that decodes untrusted pictures has no secrets, no database and no permission to write.
import { avatarSizes } from "@parley/contract/avatars";
import { limits } from "@parley/contract/limits";
import sharp from "sharp";
import { answerOnce, restrictCodec } from "./codec-process.ts";
import type { EncodeAnswer, EncodeQuestion } from "./encode-picture.ts";

/** Bytes of memory beyond which this process ends: several times what a picture with the most pixels takes. */
const MEMORY_MAX = 768 * 1024 ** 2;

restrictCodec();

const formats = { png: "png", jpeg: "jpeg", webp: "webp", gif: "gif", avif: "heif" } as const;

async function encode({ bytes, type }: EncodeQuestion): Promise<EncodeAnswer> {
  // The limit is checked explicitly first, to distinguish it from other faults.
  const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  if (format !== formats[type]) return { ok: false, problem: "notAPicture" };
  if (width * height > limits.picturePixelsMax) return { ok: false, problem: "tooManyPixels" };
  const [small, middle, large] = avatarSizes;
  // Turned first, then cropped; colours become sRGB, and metadata is removed.
  const square = await sharp(bytes, {
    limitInputPixels: limits.picturePixelsMax,
    failOn: "truncated",
  })
    .autoOrient()
    .resize(large, large, { fit: "cover" })
    .flatten({ background: "#ffffff" })
    .toColourspace("srgb")
    .png({ compressionLevel: 0 })
    .toBuffer();
  const inSize = (size: number) =>
    sharp(square).resize(size, size).webp({ quality: 80 }).toBuffer();
  const [a, b, c] = await Promise.all([inSize(small), inSize(middle), inSize(large)]);
  return { ok: true, images: { [small]: a, [middle]: b, [large]: c } };
}

answerOnce<EncodeQuestion, EncodeAnswer>({
  answer: encode,
  failed: { ok: false, problem: "damaged" },
  memoryMax: MEMORY_MAX,
});
