import { useEffect, useState } from "react";

/** How long a search waits for the next letter, in milliseconds. */
const PAUSE = 300;

/** A text that follows `text` once nobody types any more. */
export function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
