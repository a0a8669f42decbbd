import { useAutoDismiss } from "@parley/react";

/**
 * Shows a text for a while, and announces it once. Rendered before there is one, so that screen readers announce it.
 */
export function StatusMessage({ text }: { readonly text: string | null }) {
  const { isShown, holding } = useAutoDismiss(text);
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
