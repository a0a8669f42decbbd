import { type Loadable, reasonOf } from "@parley/client";
import { useCallback, useEffect, useRef, useState } from "react";

/** The result of a call, and how to make it again. */
export type Fetched<Value> = Loadable<Value> & { readonly load: () => void };

/** Makes a call, and again whenever `key` changes. A result stays until the next one has come, also if that fails. */
export function useFetched<Value>(call: () => Promise<Value>, key = ""): Fetched<Value> {
  const [fetched, setFetched] = useState<Loadable<Value>>({ status: "loading" });
  const latest = useRef(0);
  const make = useRef(call);
  useEffect(() => {
    make.current = call;
  });
  const load = useCallback(() => {
    latest.current += 1;
    const turn = latest.current;
    const set = (next: (before: Loadable<Value>) => Loadable<Value>) => {
      if (turn === latest.current) setFetched(next);
    };
    make.current().then(
      (value) => set(() => ({ status: "ready", value })),
      (error: unknown) =>
        set((before) =>
          before.status === "ready"
            ? before
            : { status: "failed", reason: reasonOf(error), retry: load },
        ),
    );
  }, []);
  useEffect(() => {
    load();
    return () => void (latest.current += 1);
  }, [load, key]);
  return { ...fetched, load };
}
