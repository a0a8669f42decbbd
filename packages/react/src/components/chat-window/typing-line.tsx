import type { Person } from "@parley/contract/people";
import { useTyping } from "../../hooks/use-typing.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";

/** More people than this are not named. */
const NAMED_MAX = 3;

interface TypingLineProps {
  readonly conversationId: string;
  readonly people: ReadonlyMap<string, Person>;
}

/** Who types now. The line keeps its height, so that nothing moves when somebody begins. */
export function TypingLine({ conversationId, people }: TypingLineProps) {
  const labels = useLabels();
  const format = useFormat();
  const names = useTyping(conversationId).map(
    (id) => people.get(id)?.name ?? labels.formerMember,
  );
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
