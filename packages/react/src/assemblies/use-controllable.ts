import { useState } from "react";

interface Controllable<Value> {
  /** Given where the host decides. */
  readonly value: Value | undefined;
  readonly initial: Value;
  readonly onChange: ((value: Value) => void) | undefined;
}

/** A value that the host holds, or that the component holds where the host does not. */
export function useControllable<Value>({ value, initial, onChange }: Controllable<Value>) {
  const [own, setOwn] = useState(initial);
  const change = (next: Value) => {
    setOwn(next);
    onChange?.(next);
  };
  return [value === undefined ? own : value, change] as const;
}
