import { deflateRawSync } from "node:zlib";
import sharp from "sharp";

/** A file of the corpus: its content, and what the server makes of it. */
export interface Sample {
  readonly name: string;
  readonly bytes: () => Buffer | Promise<Buffer>;
  readonly is: string;
}

const latin1 = (text: string) => Buffer.from(text, "latin1");

/** A ZIP archive with these entries (APPNOTE 4.3). Checksums are left out: nothing here reads them. */
function zip(entries: Readonly<Record<string, string>>, stored: readonly string[] = []): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const isStored = stored.includes(name);
    const data = isStored ? Buffer.from(text) : deflateRawSync(text);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(isStored ? 0 : 8, 4);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(text.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([latin1("PK\x03\x04"), shared, Buffer.from(name), data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(
      Buffer.concat([latin1("PK\x01\x02"), made, shared, tail.subarray(0, 14), Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, latin1("PK\x05\x06"), end]);
}

const WORD = { "[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>" };
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ODT = "application/vnd.oasis.opendocument.text";
const PDF = latin1("%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n");

const image = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#336699" } });
const png = () => image().png().toBuffer();
const jpeg = () => image().jpeg().toBuffer();

/** PNG of 42 million pixels in a few kilobytes: 126 MB once it is decoded. */
const bomb = () =>
  sharp({
    create: { width: 7_000, height: 6_000, channels: 3, background: "#000000" },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9, palette: true, colours: 2 })
    .toBuffer();

/** The beginnings of sound and of films. */
const ebml = (codec: string) =>
  Buffer.concat([
    latin1(`\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm${"\0".repeat(40)}${codec}`),
    Buffer.alloc(500),
  ]);
const mpeg4 = (brand: string, handler: string) =>
  Buffer.concat([
    latin1(`\0\0\0\x20ftyp${brand}\0\0\0\0${brand}isom`),
    Buffer.alloc(64),
    latin1(handler),
  ]);

const refused = (found: string) => `refused: type_refused (${found})`;

/** Accepted, malformed and hostile files of each kind. */
export const samples: readonly Sample[] = [
  { name: "a.png", bytes: png, is: "image image/png a.png" },
  { name: "a.jpeg", bytes: jpeg, is: "image image/jpeg a.jpeg" },
  { name: "renamed.png", bytes: jpeg, is: "image image/jpeg renamed.jpg" },
  { name: "no ending", bytes: png, is: "image image/png no ending.png" },
  { name: "photo.png.exe", bytes: png, is: "image image/png photo.png.exe.png" },
  { name: "cv.pdf", bytes: () => PDF, is: "pdf application/pdf cv.pdf" },
  { name: "cv.docx", bytes: () => zip(WORD), is: `document ${DOCX} cv.docx` },
  {
    name: "cv.odt",
    bytes: () => zip({ mimetype: ODT, "content.xml": "<office/>" }, ["mimetype"]),
    is: `document ${ODT} cv.odt`,
  },
  { name: "marks.csv", bytes: () => Buffer.from("a;b\n1;2\n"), is: "text text/csv marks.csv" },
  { name: "notes.md", bytes: () => Buffer.from("# Notes\n"), is: "text text/plain notes.md" },
  { name: "run.bat", bytes: () => Buffer.from("del *\r\n"), is: "text text/plain run.bat.txt" },
  { name: "voice.webm", bytes: () => ebml("A_OPUS"), is: "voice audio/webm voice.webm" },
  { name: "voice.webm", bytes: () => mpeg4("M4A ", "soun"), is: "voice audio/mp4 voice.m4a" },
  // Its name says something else.
  { name: "cv.pdf", bytes: png, is: "refused: name_mismatch (image/png)" },
  { name: "photo.jpg", bytes: () => PDF, is: "refused: name_mismatch (application/pdf)" },
  { name: "cv.docx", bytes: () => PDF, is: "refused: name_mismatch (application/pdf)" },
  // Programs, pages and films.
  { name: "logo.svg", bytes: () => Buffer.from("<svg xmlns='x'/>"), is: refused("SVG image") },
  {
    name: "logo.png",
    bytes: () => Buffer.from("<?xml version='1.0'?>\n<svg onload='x'/>"),
    is: refused("SVG image"),
  },
  { name: "a.txt", bytes: () => Buffer.from(" <!DOCTYPE html><p>"), is: refused("web page") },
  { name: "a.txt", bytes: () => Buffer.from("#!/bin/sh\nrm -rf ~"), is: refused("program") },
  { name: "a.pdf", bytes: () => latin1("MZ\x90\0"), is: refused("program") },
  {
    name: "a.doc",
    bytes: () => latin1("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    is: refused("old Office document"),
  },
  { name: "a.zip", bytes: () => zip({ "a.txt": "a" }), is: refused("ZIP archive") },
  { name: "film.webm", bytes: () => ebml("V_VP9"), is: refused("video") },
  { name: "film.mp4", bytes: () => mpeg4("isom", "vide"), is: refused("video") },
  { name: "photo.heic", bytes: () => mpeg4("heic", ""), is: refused("HEIC image") },
  { name: "a.txt", bytes: () => latin1("\x01\x02\x03"), is: refused("unknown format") },
  { name: "a.txt", bytes: () => latin1("\xFF\xFE\xE4\xF6"), is: refused("unknown format") },
  {
    name: "cv.docx",
    bytes: () => zip({ ...WORD, "word/vbaProject.bin": "x" }),
    is: "refused: has_macros",
  },
  // More than one thing, and broken ones.
  {
    name: "a.png",
    bytes: async () => Buffer.concat([await png(), Buffer.from("<script>alert('hello')</script>")]),
    is: refused("image with other content"),
  },
  {
    name: "a.jpg",
    bytes: async () => Buffer.concat([await jpeg(), zip({ "a.class": "x" })]),
    is: refused("image with other content"),
  },
  {
    name: "a.png",
    bytes: async () => (await png()).subarray(0, 60),
    is: refused("image with other content"),
  },
  {
    name: "a.jpg",
    bytes: async () => (await jpeg()).subarray(0, -60),
    is: "refused: damaged",
  },
  { name: "a.pdf", bytes: () => PDF.subarray(0, 12), is: "refused: damaged" },
  { name: "cv.docx", bytes: () => zip(WORD).subarray(0, -9), is: "refused: damaged" },
  { name: "bomb.png", bytes: bomb, is: "refused: too_many_pixels" },
];
