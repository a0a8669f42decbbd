import { limits } from "@parley/contract/limits";

/** Pixels of each side of a picture that is scaled down before the upload. */
const SIDE = 512;

const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/** File types of the file chooser. */
export const pictureTypes = TYPES.join(",");

async function shrink(image: ImageBitmap): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = SIDE;
  canvas.height = SIDE;
  const side = Math.min(image.width, image.height);
  const [left, top] = [(image.width - side) / 2, (image.height - side) / 2];
  canvas.getContext("2d")?.drawImage(image, left, top, side, side, 0, 0, SIDE, SIDE);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.9));
}

/**
 * The file to upload: unchanged, since the server turns and crops it, or scaled down if it exceeds the server's limits.
 * Null if this browser cannot show it as a picture.
 */
export async function preparePicture(file: Blob): Promise<Blob | null> {
  const image = await createImageBitmap(file).catch(() => null);
  if (image === null) return null;
  try {
    const isTaken =
      TYPES.includes(file.type) &&
      file.size <= limits.pictureBytesMax &&
      image.width * image.height <= limits.picturePixelsMax;
    return isTaken ? file : await shrink(image);
  } finally {
    image.close();
  }
}
