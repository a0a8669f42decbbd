import { limits } from "@parley/contract/limits";
import { codePoints, isBlank, normalBody } from "@parley/contract/text-rules";

/** Whether a text can be sent as a message, by the rules of the contract's `bodySchema`. */
export type BodyMeasure =
  | { readonly status: "blank" }
  | { readonly status: "fits"; readonly body: string; readonly left: number }
  | { readonly status: "too-long"; readonly length: number };

/** Measures the text in the composer, without characters that cannot be stored, since they are invisible. */
export function measureBody(text: string): BodyMeasure {
  const body = normalBody(text.replaceAll("\u0000", "").toWellFormed());
  if (isBlank(body)) return { status: "blank" };
  const length = codePoints(body);
  if (length > limits.bodyMax) return { status: "too-long", length };
  return { status: "fits", body, left: limits.bodyMax - length };
}
