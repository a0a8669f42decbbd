import { useCallback, useEffect, useRef, useState } from "react";

interface Controllable<Value> {
  /** Set if the host controls the value. */
  readonly value: Value | undefined;
  readonly initial: Value;
  readonly onChange: ((value: Value) => void) | undefined;
}

/** A value that the host controls, or the component's own state if it does not. */
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
