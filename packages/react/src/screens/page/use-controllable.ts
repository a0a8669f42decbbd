import { useCallback, useEffect, useRef, useState } from "react";

interface Controllable<Value> {
  /** Given where the host decides. */
  readonly value: Value | undefined;
  readonly initial: Value;
  readonly onChange: ((value: Value) => void) | undefined;
}

/** A value that the host holds, or that the component holds where the host does not. */
export function useControllable<Value>({ value, initial, onChange }: Controllable<Value>) {
  const [own, setOwn] = useState(initial);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const change = useCallback((next: Value) => {
    setOwn(() => next);
    latest.current?.(next);
  }, []);
  return [value === undefined ? own : value, change] as const;
}
