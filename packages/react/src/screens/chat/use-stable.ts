import { useEffect, useMemo, useRef, useState } from "react";

type Handlers = Readonly<Record<string, (...args: never[]) => void>>;

/** The same object at every render, whose functions call those of the latest one: rows compare it. */
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
    // Each name gets a function of its own type: it passes its arguments on.
    return Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as Given;
  }, [names]);
}
