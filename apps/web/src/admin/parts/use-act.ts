import type { Outcome } from "@parley/react";
import { useRef, useState } from "react";
import { useRefusal } from "./use-refusal.ts";

/** State of a call. */
export type Act =
  | { readonly status: "idle" | "busy" | "done" }
  | { readonly status: "failed"; readonly words: string };

/** Runs one call at a time: a double click counts once. */
export function useAct() {
  const refusal = useRefusal();
  const [act, setAct] = useState<Act>({ status: "idle" });
  const isBusy = useRef(false);
  const run = async (call: () => Promise<Outcome>): Promise<Outcome | null> => {
    if (isBusy.current) return null;
    isBusy.current = true;
    setAct({ status: "busy" });
    const outcome = await call();
    isBusy.current = false;
    setAct(outcome.ok ? { status: "done" } : { status: "failed", words: refusal(outcome.reason) });
    return outcome;
  };
  return { act, run, forget: () => setAct({ status: "idle" }) };
}
