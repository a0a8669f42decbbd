import { textProblems } from "@parley/contract/text-rules";
import { invalidInput } from "../errors.ts";

/** Refuses a message without a text and without files, as the contract refuses a blank text. */
export function requireContent(body: string, files: readonly unknown[] | null | undefined): void {
  if (body === "" && (files ?? []).length === 0) throw invalidInput("body", textProblems.blank);
}
