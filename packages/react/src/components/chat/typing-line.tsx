import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** More users than this are not named. */
const NAMED_MAX = 3;

export interface TypingLineProps {
  /** The names of users who are typing. */
  readonly names: readonly string[];
}

/** Who is typing. The line has a fixed height, so that nothing moves. */
export function TypingLine({ names }: TypingLineProps) {
  const labels = useLabels();
  const format = useFormat();
  const words =
    names.length > NAMED_MAX
      ? labels.severalTyping
      : labels.isTyping(format.names(names), names.length);
  return (
    <div className="parley-typing" role="status">
      {names.length > 0 && (
        <>
          <span className="parley-typing__dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>{words}</span>
        </>
      )}
    </div>
  );
}
