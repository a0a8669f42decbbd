import { fold } from "@parley/contract/folding";

/** What is searched of a message: its text, and the names of its files. */
export const wordsOf = ({
  body,
  files,
}: {
  readonly body: string;
  readonly files?: readonly { readonly name: string }[] | null | undefined;
}): string =>
  [body, ...(files ?? []).map(({ name }) => name)].filter((each) => each !== "").join("\n");

/** The same as it is stored for search. */
export const searchTextOf = (message: Parameters<typeof wordsOf>[0]): string =>
  fold(wordsOf(message));
