import { usePassing } from "@parley/react";

/** Says what was done, for a while, to the eye and once to the ear. It stands before there is anything to say. */
export function StatusMessage({ text }: { readonly text: string | null }) {
  const { isShown, holding } = usePassing(text);
  return (
    <div role="status" className="news">
      {isShown && (
        <p dir="auto" {...holding}>
          {text}
        </p>
      )}
    </div>
  );
}
