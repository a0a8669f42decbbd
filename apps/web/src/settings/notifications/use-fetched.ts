import { reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract";
import { useCallback, useEffect, useRef, useState } from "react";

/** The result of a call. One that is fetched again stays until the next one has come. */
export type Fetched<Value> =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly reason: ErrorReason | undefined }
  | { readonly status: "ready"; readonly value: Value };

/** Makes a call, and again whenever `key` changes or the returned function is called. */
export function useFetched<Value>(call: () => Promise<Value>, key: string) {
  const [fetched, setFetched] = useState<Fetched<Value>>({ status: "loading" });
  const latest = useRef(0);
  const make = useRef(call);
  useEffect(() => {
    make.current = call;
  });
  const load = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    const next = await make.current().then(
      (value) => ({ status: "ready", value }) as const,
      (error: unknown) => ({ status: "failed", reason: reasonOf(error) }) as const,
    );
    if (turn === latest.current) setFetched(next);
  }, []);
  useEffect(() => {
    void load();
    return () => void (latest.current += 1);
  }, [load, key]);
  return { fetched, load };
}
