import { useEffect, useMemo, useRef, useState } from "react";

type Handlers = Readonly<Record<string, (...args: never[]) => void>>;

/** A stable object whose functions call those of the latest render, because rows compare it. */
export function useStable<Given extends Handlers>(handlers: Given): Given {
  const latest = useRef(handlers);
  const [names] = useState(() => Object.keys(handlers));
  useEffect(() => {
    latest.current = handlers;
  });
  return useMemo(() => {
    const call =
      (name: keyof Given) =>
      (...args: never[]) =>
        latest.current[name]?.(...args);
    // Each function passes on its arguments, so it has the type of the one it calls.
    return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Given;
  }, [names]);
}
