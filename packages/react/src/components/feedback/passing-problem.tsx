import { usePassing } from "./use-passing.ts";

interface PassingProblemProps {
  /** `null` if there is none. */
  readonly text: string | null;
  readonly isOver?: boolean | undefined;
}

/** Why an action failed; it disappears automatically. */
export function PassingProblem({ text, isOver = false }: PassingProblemProps) {
  const { isShown, holding } = usePassing(text);
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
