import type { FileKind } from "@parley/contract/files";

/** The type of a file by its content, and the endings that its name may have; the first is added if it has none. */
export interface FileType {
  readonly kind: FileKind;
  /** The media type. */
  readonly type: string;
  readonly endings: readonly [string, ...string[]];
}

/** What the content is, or in English why it is not accepted. */
export type Detected =
  | { readonly ok: true; readonly type: FileType }
  | {
      readonly ok: false;
      readonly problem: "type_refused" | "has_macros" | "damaged";
      readonly found?: string;
    };

/** Enough of both ends of a file to know its type. */
export interface FileEnds {
  readonly head: Buffer;
  readonly tail: Buffer;
  readonly size: number;
}

/** Bytes of `head` and of `tail`: the directory of a ZIP archive with some thousand entries fits. */
export const ENDS = 1024 * 1024;

const OFFICE = "application/vnd.openxmlformats-officedocument";
const OPEN = "application/vnd.oasis.opendocument";

const documents = {
  docx: { kind: "document", type: `${OFFICE}.wordprocessingml.document`, endings: ["docx"] },
  xlsx: { kind: "document", type: `${OFFICE}.spreadsheetml.sheet`, endings: ["xlsx"] },
  pptx: { kind: "document", type: `${OFFICE}.presentationml.presentation`, endings: ["pptx"] },
  odt: { kind: "document", type: `${OPEN}.text`, endings: ["odt"] },
  ods: { kind: "document", type: `${OPEN}.spreadsheet`, endings: ["ods"] },
  odp: { kind: "document", type: `${OPEN}.presentation`, endings: ["odp"] },
} as const satisfies Record<string, FileType>;

const types = {
  png: { kind: "image", type: "image/png", endings: ["png"] },
  jpeg: { kind: "image", type: "image/jpeg", endings: ["jpg", "jpeg", "jpe", "jfif"] },
  gif: { kind: "image", type: "image/gif", endings: ["gif"] },
  webp: { kind: "image", type: "image/webp", endings: ["webp"] },
  avif: { kind: "image", type: "image/avif", endings: ["avif"] },
  pdf: { kind: "pdf", type: "application/pdf", endings: ["pdf"] },
  webm: { kind: "voice", type: "audio/webm", endings: ["webm", "weba"] },
  ogg: { kind: "voice", type: "audio/ogg", endings: ["ogg", "oga", "opus"] },
  mp4: { kind: "voice", type: "audio/mp4", endings: ["m4a", "mp4", "aac"] },
  mp3: { kind: "voice", type: "audio/mpeg", endings: ["mp3"] },
  csv: { kind: "text", type: "text/csv", endings: ["csv"] },
  text: { kind: "text", type: "text/plain", endings: ["txt", "md", "log", "text", "markdown"] },
} as const satisfies Record<string, FileType>;

const accept = (type: FileType): Detected => ({ ok: true, type });
const refuse = (found: string): Detected => ({ ok: false, problem: "type_refused", found });

const ascii = (bytes: Buffer, from: number, to: number) => bytes.toString("latin1", from, to);

/** Containers of MPEG-4 by brand: only sound and AVIF are accepted. */
function inMpeg4({ head, tail }: FileEnds): Detected {
  const brands = ascii(head, 8, 32);
  if (/avif|avis/.test(brands)) return accept(types.avif);
  if (/heic|heix|hevc|mif1|msf1/.test(brands)) return refuse("HEIC image");
  // The handler of a video track, wherever the index of the file is.
  if (head.includes("vide") || tail.includes("vide")) return refuse("video");
  return /M4A|mp4|isom|iso[2-9]|dash|M4B/.test(brands) ? accept(types.mp4) : refuse("video");
}

/** A codec of a video track begins with `V_`. */
const inMatroska = ({ head }: FileEnds): Detected =>
  !head.subarray(0, 64).includes("webm") || /V_(?:VP|AV1|MPEG|THEORA)/.test(ascii(head, 0, ENDS))
    ? refuse("video")
    : accept(types.webm);

const inOgg = ({ head }: FileEnds): Detected =>
  /OpusHead|vorbis|Speex|FLAC/.test(ascii(head, 0, 256)) && !head.includes("theora")
    ? accept(types.ogg)
    : refuse("video");

/** The names in the central directory of a ZIP archive; undefined if it cannot be read (APPNOTE 4.3.12 and 4.3.16). */
function namesInZip({ tail, size }: FileEnds): readonly string[] | undefined {
  const end = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end === -1 || end + 22 > tail.length) return undefined;
  const count = tail.readUInt16LE(end + 10);
  let at = tail.readUInt32LE(end + 16) - (size - tail.length);
  const names: string[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (at < 0 || at + 46 > tail.length || ascii(tail, at, at + 4) !== "PK\x01\x02")
      return undefined;
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => tail.readUInt16LE(at + place));
    names.push(tail.toString("utf8", at + 46, at + 46 + (nameLength ?? 0)));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return names;
}

/** The first entry of an OpenDocument file is `mimetype`, uncompressed. */
const openDocumentType = (head: Buffer) =>
  Object.values(documents).find(
    ({ type }) => type.startsWith(OPEN) && ascii(head, 30, 120).startsWith(`mimetype${type}PK`),
  );

const officeType = (names: readonly string[]) => {
  const has = (folder: string) => names.some((name) => name.startsWith(folder));
  if (!names.includes("[Content_Types].xml")) return undefined;
  if (has("word/")) return documents.docx;
  if (has("xl/")) return documents.xlsx;
  return has("ppt/") ? documents.pptx : undefined;
};

const MACROS = /(^|\/)(?:vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/|Basic\/|Scripts\/)/i;

function inZip(ends: FileEnds): Detected {
  const names = namesInZip(ends);
  if (names === undefined) return { ok: false, problem: "damaged" };
  const type = openDocumentType(ends.head) ?? officeType(names);
  if (type === undefined) return refuse("ZIP archive");
  return names.some((name) => MACROS.test(name))
    ? { ok: false, problem: "has_macros" }
    : accept(type);
}

/** Beginnings of what is recognised in order to say what it is; a dot stands for any character. */
const known: readonly (readonly [start: string, name: string])[] = [
  ["\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old Office document"],
  ["MZ", "program"],
  ["\x7FELF", "program"],
  ["\xCF\xFA\xED\xFE", "program"],
  ["\xFE\xED\xFA\xCF", "program"],
  ["\xCA\xFE\xBA\xBE", "program"],
  ["Rar!", "RAR archive"],
  ["7z\xBC\xAF", "7-Zip archive"],
  ["\x1F\x8B", "gzip archive"],
  ["II*\0", "TIFF image"],
  ["MM\0*", "TIFF image"],
  ["BM", "BMP image"],
  ["RIFF....AVI ", "video"],
  ["RIFF....WAVE", "WAV sound"],
  ["fLaC", "FLAC sound"],
  ["{\\rtf", "RTF document"],
];

const beginsWith = (text: string, start: string) =>
  [...start].every((char, at) => char === "." || char === text[at]);

const MARKUP =
  /^\s*(?:<\?xml|<!doctype|<!--|<svg|<html|<head|<body|<script|<\?php|<[a-z][\w-]*[\s>])/i;

/** The text of a file in UTF-8 whose last character may be cut; undefined if it is none. */
function textOf({ head, size }: FileEnds): string | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    const text = decoder.decode(head, { stream: head.length < size });
    // Controls that no text has: all except tab, line ends, form feed and escape.
    // oxlint-disable-next-line no-control-regex
    return /[\0-\x08\x0B\x0E-\x1A\x1C-\x1F]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

const endingOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();

function inText(ends: FileEnds, name: string): Detected {
  const text = textOf(ends);
  if (text === undefined) return refuse("unknown format");
  if (/^\s*(?:<\?xml[^]{0,2000})?<svg/i.test(text)) return refuse("SVG image");
  if (MARKUP.test(text)) return refuse("web page");
  if (text.startsWith("#!")) return refuse("program");
  return accept(endingOf(name) === "csv" ? types.csv : types.text);
}

/** The type of a file, of which only the content decides; its name distinguishes texts. */
export function detectType(ends: FileEnds, name: string): Detected {
  const { head, tail } = ends;
  const start = ascii(head, 0, 16);
  if (start.startsWith("\x89PNG\r\n\x1A\n")) return accept(types.png);
  if (start.startsWith("\xFF\xD8\xFF")) return accept(types.jpeg);
  if (/^GIF8[79]a/.test(start)) return accept(types.gif);
  if (/^RIFF[^]{4}WEBP/.test(start)) return accept(types.webp);
  if (start.slice(4, 8) === "ftyp") return inMpeg4(ends);
  if (start.startsWith("%PDF-"))
    return tail.lastIndexOf("%%EOF") === -1 ? { ok: false, problem: "damaged" } : accept(types.pdf);
  if (start.startsWith("\x1A\x45\xDF\xA3")) return inMatroska(ends);
  if (start.startsWith("OggS")) return inOgg(ends);
  if (/^(?:ID3|\xFF[\xFB\xF3\xF2])/.test(start)) return accept(types.mp3);
  if (start.startsWith("PK\x03\x04")) return inZip(ends);
  const other = known.find(([beginning]) => beginsWith(start, beginning));
  return other === undefined ? inText(ends, name) : refuse(other[1]);
}

/**
 * The name with an ending that fits its content: one is added if it has none, or one that is not known, and that of
 * another image or sound is replaced. Undefined if it says another kind.
 */
export function nameFor(name: string, { kind, endings }: FileType): string | undefined {
  const ending = endingOf(name);
  if (ending !== undefined && endings.includes(ending)) return name;
  const all = Object.values({ ...types, ...documents });
  const said = all.find((type) => (type.endings as readonly string[]).includes(ending ?? ""));
  if (said === undefined) return `${name}.${endings[0]}`;
  return said.kind === kind && (kind === "image" || kind === "voice")
    ? `${name.slice(0, name.lastIndexOf("."))}.${endings[0]}`
    : undefined;
}

/** The type of an image by its media type. */
export const imageType = (type: string): FileType =>
  Object.values(types).find((each) => each.type === type) ?? types.webp;
