import { clockTime } from "./clock-time.ts";
import type { FileKind, MessageFile } from "./files.ts";

/** What has a word of its own. */
type Sort = "photo" | "voice" | "document";

/** Forms by the plural category of the language; `#` is the number. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** The words of one language; `#` in `sent` is what was sent. */
type Words = Readonly<Record<Sort, Forms>> & { readonly sent: string };

const all: Readonly<Record<string, Words>> = {
  en: {
    photo: { one: "a photo", other: "# photos" },
    voice: { one: "a voice message", other: "# voice messages" },
    document: { one: "a document", other: "# documents" },
    sent: "sent #",
  },
  es: {
    photo: { one: "una foto", other: "# fotos" },
    voice: { one: "un mensaje de voz", other: "# mensajes de voz" },
    document: { one: "un documento", other: "# documentos" },
    sent: "ha enviado #",
  },
  fr: {
    photo: { one: "une photo", other: "# photos" },
    voice: { one: "un message vocal", other: "# messages vocaux" },
    document: { one: "un document", other: "# documents" },
    sent: "a envoyé #",
  },
  de: {
    photo: { one: "ein Foto", other: "# Fotos" },
    voice: { one: "eine Sprachnachricht", other: "# Sprachnachrichten" },
    document: { one: "ein Dokument", other: "# Dokumente" },
    sent: "schickt #",
  },
  pt: {
    photo: { one: "uma foto", other: "# fotos" },
    voice: { one: "uma mensagem de voz", other: "# mensagens de voz" },
    document: { one: "um documento", other: "# documentos" },
    sent: "enviou #",
  },
  ar: {
    photo: { one: "صورة", two: "صورتين", few: "# صور", many: "# صورة", other: "# صورة" },
    voice: {
      one: "رسالة صوتية",
      two: "رسالتين صوتيتين",
      few: "# رسائل صوتية",
      many: "# رسالة صوتية",
      other: "# رسالة صوتية",
    },
    document: {
      one: "مستند",
      two: "مستندين",
      few: "# مستندات",
      many: "# مستندًا",
      other: "# مستند",
    },
    sent: "أُرسل إليك: #",
  },
};

const sorts: Readonly<Record<FileKind, Sort>> = {
  image: "photo",
  voice: "voice",
  pdf: "document",
  document: "document",
  text: "document",
};

/** A file, as far as its words are concerned. */
export type NamedFile = Pick<MessageFile, "kind" | "name" | "voice">;

const languageOf = (locale: string) => locale.split("-")[0] ?? locale;

/** A single file has its length or its name; several of a sort are counted. */
function partInWords(files: readonly NamedFile[], forms: Forms, locale: string): string {
  const count = files.length;
  const form = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  const words = form.replace("#", new Intl.NumberFormat(locale).format(count));
  const [file] = files;
  if (count > 1 || file === undefined || file.kind === "image") return words;
  if (file.kind !== "voice") return `${words}: ${file.name}`;
  return file.voice === undefined
    ? words
    : `${words} (${clockTime(file.voice.duration / 1_000, locale)})`;
}

function listInWords(files: readonly NamedFile[], words: Words, locale: string): string {
  const parts = (["photo", "voice", "document"] as const).flatMap((sort) => {
    const some = files.filter(({ kind }) => sorts[kind] === sort);
    return some.length === 0 ? [] : [partInWords(some, words[sort], locale)];
  });
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(parts);
}

/** The files of a message without a text: "3 photos", "A document: cv.pdf". Undefined in a language without words. */
export function filesInWords(files: readonly NamedFile[], locale: string): string | undefined {
  const words = all[languageOf(locale)];
  if (words === undefined || files.length === 0) return undefined;
  const [first = "", ...rest] = listInWords(files, words, locale);
  return first.toLocaleUpperCase(locale) + rest.join("");
}

/** A message of another user, for a notification: its text, or without one "sent 3 photos". */
export function sentText(
  {
    body,
    files,
  }: { readonly body: string; readonly files?: readonly NamedFile[] | null | undefined },
  locale: string,
  plain: (text: string) => string,
): string {
  const words = all[languageOf(locale)];
  if (words === undefined && locale !== "en") return sentText({ body, files }, "en", plain);
  if (body !== "" || !files || files.length === 0 || words === undefined) return plain(body);
  return words.sent.replace("#", () => listInWords(files, words, locale));
}
