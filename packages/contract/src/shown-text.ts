import type { FileKind } from "./files.ts";

const icons: Readonly<Record<FileKind, string>> = {
  image: "📷",
  voice: "🎤",
  pdf: "📄",
  document: "📄",
  text: "📄",
};

/** A message, as far as its line is concerned. */
export interface Shown {
  readonly body: string;
  readonly files?: readonly { readonly kind: FileKind; readonly name: string }[] | null | undefined;
}

/** The text of a message where it has one line: of a message without one, its files by name. */
export const shownText = ({ body, files }: Shown): string =>
  body === "" ? (files ?? []).map(({ kind, name }) => `${icons[kind]} ${name}`).join(", ") : body;
