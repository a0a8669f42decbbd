const ascii = ({ buffer, byteOffset, length }: Uint8Array, from: number, to: number) =>
  Buffer.from(buffer, byteOffset, length).toString("latin1", Math.max(0, from), to);

const AVIF_BRANDS = /avif|avis/;

export type PictureType = "png" | "jpeg" | "webp" | "gif" | "avif";

/** The picture type that these bytes begin with. Only the bytes are trusted: headers and names can be forged. */
function beginsAs(bytes: Uint8Array): PictureType | undefined {
  if (ascii(bytes, 0, 8) === "\x89PNG\r\n\x1A\n") return "png";
  if (ascii(bytes, 0, 3) === "\xFF\xD8\xFF") return "jpeg";
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return "gif";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "webp";
  if (ascii(bytes, 4, 8) === "ftyp" && AVIF_BRANDS.test(ascii(bytes, 8, 32))) return "avif";
  return undefined;
}

/** Zeroes at the end are padding, which some programs write. */
function contentEnd(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}

/** Whether the file ends where its format says. JPEGs do not say: cameras append previews and films. */
function endsAs(bytes: Uint8Array, type: PictureType): boolean {
  const end = contentEnd(bytes);
  switch (type) {
    case "png":
      return ascii(bytes, end - 8, end) === "IEND\xAE\x42\x60\x82";
    case "gif":
      return ascii(bytes, end - 1, end) === ";";
    case "webp":
      // The length of what follows the first 8 bytes, which is even.
      return end <= new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8;
    case "jpeg":
    case "avif":
      return true;
  }
}

/** With enough text after the tag that compressed pixels do not match by chance. */
const MARKUP =
  /<(?:script|svg|html|body|iframe|object|embed|!doctype html|\?php)[\s/>][\s\x20-\x7E]{8}/i;
const PDF_WITHIN = 1024;
/** The maximum distance from the end at which the directory of a ZIP archive begins. */
const ZIP_WITHIN = 65_557;

/** Whether these bytes are also a page, a document or an archive. */
const isPolyglot = (bytes: Uint8Array) =>
  MARKUP.test(ascii(bytes, 0, bytes.length)) ||
  ascii(bytes, 0, PDF_WITHIN).includes("%PDF-") ||
  ascii(bytes, Math.max(0, bytes.length - ZIP_WITHIN), bytes.length).includes("PK\x05\x06");

/** The type of a picture, by its content. Undefined if it is not a picture, or also something else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const type = beginsAs(bytes);
  return type !== undefined && endsAs(bytes, type) && !isPolyglot(bytes) ? type : undefined;
}
