import { useAutoDismiss } from "./use-auto-dismiss.ts";

interface TransientProblemProps {
  /** `null` if there is none. */
  readonly text: string | null;
  readonly isOver?: boolean | undefined;
}

/** Why an action failed; it disappears automatically. */
export function TransientProblem({ text, isOver = false }: TransientProblemProps) {
  const { isShown, holding } = useAutoDismiss(text);
  if (!isShown) return null;
  return (
    <p
      className={isOver ? "parley-problem parley-problem--over" : "parley-problem"}
      role="alert"
      {...holding}
    >
      {text}
    </p>
  );
}
