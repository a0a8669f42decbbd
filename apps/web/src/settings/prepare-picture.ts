import { limits } from "@parley/contract/limits";

/** Pixels of each side of a picture that is made smaller before it is sent. */
const SIDE = 512;

const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/** What the file chooser offers. */
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
 * The file as it is sent: as it is, since the server turns and cuts it, or made smaller where it is more than the server
 * takes. Null for what this browser cannot show as a picture.
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
