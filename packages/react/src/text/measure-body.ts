import { limits } from "@parley/contract/limits";

/** Whether a text can be sent as a message, by the rules of the contract's `bodySchema`. */
export type BodyMeasure =
  | { readonly status: "blank" }
  | { readonly status: "fits"; readonly body: string; readonly left: number }
  | { readonly status: "too-long"; readonly length: number };

/** Characters that take no room, as the contract counts them. */
const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Measures what is in the composer. The contract's own schema would bring its whole validator into the
 * page; a test holds the two together.
 */
export function measureBody(text: string): BodyMeasure {
  const body = text.replaceAll("\u0000", "").toWellFormed().trim();
  if (body.replace(INVISIBLE, "") === "") return { status: "blank" };
  const length = body.length <= limits.bodyMax ? body.length : [...body].length;
  if (length > limits.bodyMax) return { status: "too-long", length };
  return { status: "fits", body, left: limits.bodyMax - [...body].length };
}
