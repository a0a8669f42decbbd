import type { ErrorReason } from "@parley/contract";
import { reasonOf } from "../errors.ts";

/** The result of a call. The reason is absent if there was no response. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: ErrorReason | undefined };

/** Awaits a call and returns its result. */
export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}
