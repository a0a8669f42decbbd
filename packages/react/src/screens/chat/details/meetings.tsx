import type { Meeting } from "@parley/contract";
import { useState } from "react";
import { useCards } from "../../../hooks/messages/use-cards.ts";
import { useNow } from "../../../hooks/time/use-now.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { isToCome, MeetingCard, type MeetingCardProps, startOf } from "../cards/meeting-card.tsx";
import { MeetingDialog } from "../cards/meeting-dialog.tsx";
import { canMeet } from "../cards/use-meeting.ts";
import { Section } from "./section.tsx";

const byStart = (one: Meeting, other: Meeting) => (startOf(one) < startOf(other) ? -1 : 1);

/** SPEC MEET-14: the meetings of a direct conversation: those to come by their times, and folded those that were. */
export function Meetings({ conversation, userId, say }: Omit<MeetingCardProps, "meeting">) {
  const labels = useAllLabels();
  const format = useFormat();
  const [isProposing, setIsProposing] = useState(false);
  const meetings = Object.values(useCards(conversation.id)).filter(
    (card) => card.kind === "meeting",
  );
  const moments = meetings.flatMap(({ agreed, slots }) => [...slots, agreed?.endsAt ?? ""]);
  const now = useNow(moments.map((moment) => Date.parse(moment)));
  const toCome = meetings.filter((meeting) => isToCome(meeting, now)).toSorted(byStart);
  const earlier = meetings
    .filter((meeting) => meeting.state === "agreed" && !isToCome(meeting, now))
    .toSorted((one, other) => -byStart(one, other));
  if (!canMeet(conversation) && toCome.length + earlier.length === 0) return null;
  const list = (shown: readonly Meeting[]) => (
    <ul className="parley-about__links">
      {shown.map((meeting) => (
        <li key={meeting.id}>
          <MeetingCard {...{ conversation, userId, say, meeting }} />
        </li>
      ))}
    </ul>
  );
  return (
    <Section heading={labels.upcomingMeetings}>
      {toCome.length === 0 ? (
        <p className="parley-about__text">{labels.noMeetings}</p>
      ) : (
        list(toCome)
      )}
      {earlier.length > 0 && (
        <details className="parley-about__text">
          <summary>{labels.earlierMeetings(format.number(earlier.length), earlier.length)}</summary>
          {list(earlier)}
        </details>
      )}
      {canMeet(conversation) && (
        <button type="button" className="parley-button" onClick={() => setIsProposing(true)}>
          {labels.proposeMeeting}
        </button>
      )}
      {isProposing && (
        <MeetingDialog conversation={conversation} onClose={() => setIsProposing(false)} />
      )}
    </Section>
  );
}
