import { useUpdateMe } from "@parley/react";
import type { UpdateMeInput } from "@parley/contract/people";
import type { ErrorReason } from "@parley/contract/error-reasons";
import { useRef, useState } from "react";

/** How saving a setting goes. */
export type Saving =
  | { readonly status: "idle" | "saving" | "saved" }
  /** The reason is absent where no answer came. */
  | { readonly status: "failed"; readonly reason: ErrorReason | undefined };

/** Saves what a person changes about themselves. Of several changes in a row the last one tells how it went. */
export function useSaving() {
  const updateMe = useUpdateMe();
  const [saving, setSaving] = useState<Saving>({ status: "idle" });
  const latest = useRef(0);
  const save = async (changes: UpdateMeInput) => {
    latest.current += 1;
    const turn = latest.current;
    setSaving({ status: "saving" });
    const outcome = await updateMe(changes);
    if (turn !== latest.current) return;
    setSaving(outcome.ok ? { status: "saved" } : { status: "failed", reason: outcome.reason });
  };
  return { saving, save, forget: () => setSaving({ status: "idle" }) };
}
