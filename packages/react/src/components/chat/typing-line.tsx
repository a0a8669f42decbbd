import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** More people than this are not named. */
const NAMED_MAX = 3;

export interface TypingLineProps {
  /** Those who type. */
  readonly names: readonly string[];
}

/** Who types now. The line keeps its height, so that nothing moves when somebody begins. */
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
