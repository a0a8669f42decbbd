import type { MembershipChange } from "@parley/contract";
import { memo } from "react";
import { useFormat, useLabels } from "../../../provider/wording-context.ts";
import type { MembershipLine } from "../../../rows/lay-out-rows.ts";
import { DaySeparator } from "./day.tsx";

interface MembershipRowProps {
  readonly line: MembershipLine;
  readonly userId: string;
  readonly today: Date;
}

function useWords(changes: readonly MembershipChange[], userId: string): string {
  const labels = useLabels();
  const format = useFormat();
  const [first] = changes;
  const isJoining = first?.type === "joined";
  if (changes.length === 1 && first?.person.id === userId) {
    return isJoining ? labels.youJoinedGroup : labels.youLeftGroup;
  }
  const others = changes.filter(({ person }) => person.id !== userId);
  const names = others.map(({ person }) => person.name);
  // The sentence starts with the user.
  if (others.length < changes.length) names.unshift(labels.you);
  return (isJoining ? labels.joinedGroup : labels.leftGroup)(format.names(names));
}

function MembershipRowBase({ line, userId, today }: MembershipRowProps) {
  const format = useFormat();
  const words = useWords(line.changes, userId);
  return (
    <>
      {line.startsDay && <DaySeparator at={line.at} today={today} />}
      <p className="parley-event" title={format.fullTime(line.at)}>
        {words}
      </p>
    </>
  );
}

/** Who joined or left the group. */
export const MembershipRow = memo(
  MembershipRowBase,
  (one, other) =>
    one.line.id === other.line.id &&
    one.line.changes.length === other.line.changes.length &&
    one.line.changes.every(({ person }, at) => person === other.line.changes[at]?.person) &&
    one.line.startsDay === other.line.startsDay &&
    one.userId === other.userId &&
    one.today === other.today,
);
