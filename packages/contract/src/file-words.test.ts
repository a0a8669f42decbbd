import { expect, test } from "vitest";
import { filesInWords, type NamedFile, sentText } from "./file-words.ts";

const sentInWords = (files: readonly NamedFile[], language: string) =>
  sentText({ body: "", files }, language, (text) => text);

const photo: NamedFile = { kind: "image", name: "IMG_1.jpg" };
const voice: NamedFile = { kind: "voice", name: "v.webm", voice: { duration: 42_000, peaks: [1] } };
const cv: NamedFile = { kind: "pdf", name: "cv.pdf" };

test.each([
  ["en", "sent a photo", "sent 3 photos", "sent a voice message (0:42)", "sent a document: cv.pdf"],
  [
    "es",
    "ha enviado una foto",
    "ha enviado 3 fotos",
    "ha enviado un mensaje de voz (0:42)",
    "ha enviado un documento: cv.pdf",
  ],
  [
    "fr",
    "a envoyé une photo",
    "a envoyé 3 photos",
    "a envoyé un message vocal (0:42)",
    "a envoyé un document: cv.pdf",
  ],
  [
    "de",
    "schickt ein Foto",
    "schickt 3 Fotos",
    "schickt eine Sprachnachricht (0:42)",
    "schickt ein Dokument: cv.pdf",
  ],
  [
    "pt",
    "enviou uma foto",
    "enviou 3 fotos",
    "enviou uma mensagem de voz (0:42)",
    "enviou um documento: cv.pdf",
  ],
  [
    "ar",
    "أُرسل إليك: صورة",
    "أُرسل إليك: 3 صور",
    "أُرسل إليك: رسالة صوتية (0:42)",
    "أُرسل إليك: مستند: cv.pdf",
  ],
])("FILE-28: %s says what was sent", (language, one, three, sound, document) => {
  expect(sentInWords([photo], language)).toBe(one);
  expect(sentInWords([photo, photo, photo], language)).toBe(three);
  expect(sentInWords([voice], language)).toBe(sound);
  expect(sentInWords([cv], language)).toBe(document);
});

test("FILE-28: files of several kinds are listed, and several of a kind counted", () => {
  expect(filesInWords([cv, photo, photo, voice], "en-GB")).toBe(
    "2 photos, a voice message (0:42) and a document: cv.pdf",
  );
  expect(filesInWords([cv, { ...cv, kind: "text" }], "en")).toBe("2 documents");
  expect(filesInWords([{ kind: "voice", name: "song.mp3" }], "de")).toBe("Eine Sprachnachricht");
});

test("FILE-28: a name is shown as it is, and a language without words has none", () => {
  expect(sentInWords([{ ...cv, name: "$&.pdf" }], "en")).toBe("sent a document: $&.pdf");
  expect(filesInWords([photo], "ja")).toBeUndefined();
  expect(filesInWords([], "en")).toBeUndefined();
  // A notification is in English then.
  expect(sentInWords([photo], "ja")).toBe("sent a photo");
});

test("FILE-28: a message with a text has its text", () => {
  expect(
    sentText({ body: "*Look*", files: [photo] }, "en", (text) => text.replaceAll("*", "")),
  ).toBe("Look");
});
