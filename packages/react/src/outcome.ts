import { reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";

/** How a call ended. The reason is absent where no answer came. */
export type Outcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: ErrorReason | undefined };

/** Waits for a call and says how it ended. */
export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    await call;
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
}
