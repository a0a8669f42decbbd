import { limits } from "@parley/contract/limits";
import { drawSquare, MIDDLE, squareOf } from "./crop.ts";

const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/** File types of the file chooser. */
export const pictureTypes = TYPES.join(",");

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
    return isTaken ? file : await drawSquare(image, squareOf(image, MIDDLE), "image/jpeg");
  } finally {
    image.close();
  }
}
