import type { Meeting, MeetingChange } from "@parley/contract";
import { findLinks } from "@parley/contract/links";
import { type ReactNode, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { CalendarIcon } from "../../../components/menu-icons.tsx";
import { useTabIndex } from "../../../components/message-list/actions/message-tab-index.ts";
import { Dialog } from "../../../components/overlay/dialog.tsx";
import { useNow } from "../../../hooks/time/use-now.ts";
import { nameOfConversation } from "../../../people.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { downloadCalendar } from "./calendar-file.ts";
import { MeetingDialog } from "./meeting-dialog.tsx";
import type { ItemContext } from "./use-item.ts";
import {
  canMeet,
  type ShownTime,
  useChangeMeeting,
  useMeetingProblem,
  useMeetingTimes,
} from "./use-meeting.ts";

export interface MeetingCardProps extends Pick<ItemContext, "conversation" | "userId" | "say"> {
  readonly meeting: Meeting;
}

const timeOf = (time: string) => new Date(time).getTime();
const lengthOf = ({ startsAt, endsAt }: NonNullable<Meeting["agreed"]>) =>
  (timeOf(endsAt) - timeOf(startsAt)) / 60_000;

/** Whether a meeting is still to come, or to be agreed on. */
export const isToCome = ({ state, agreed, slots }: Meeting, now: number): boolean => {
  const end = agreed === null ? 0 : timeOf(agreed.endsAt);
  if (state === "proposed") return end > now || slots.some((slot) => timeOf(slot) > now);
  return state === "agreed" && end > now;
};

/** When it is, or may be: for the order of a list. */
export const startOf = ({ agreed, slots }: Meeting): string =>
  agreed?.startsAt ?? slots[0] ?? "9999";

interface ActionProps {
  readonly label: string;
  /** The accessible name, if the label does not say it alone. */
  readonly name?: string | undefined;
  readonly kind?: "main" | undefined;
  readonly isPressed?: boolean | undefined;
  readonly onPress: () => void;
}

function Action({ label, name, kind, isPressed, onPress }: ActionProps) {
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      className="parley-button"
      data-kind={kind}
      tabIndex={tabIndex}
      aria-label={name}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      {label}
    </button>
  );
}

function Time({ time, children }: { time: ShownTime; children?: ReactNode }) {
  return (
    <span className="parley-meeting__text">
      <span>
        <strong className="parley-meeting__when">{time.text}</strong>
        {time.zone !== null && (
          <>
            {" "}
            <bdi className="parley-meeting__there">({time.zone})</bdi>
          </>
        )}
      </span>
      {time.theirs !== null && <span className="parley-meeting__there">{time.theirs}</span>}
      {children}
    </span>
  );
}

/** A place, with the web addresses in it as links. */
function Place({ place }: { place: string }) {
  const tabIndex = useTabIndex();
  return (
    <p>
      <bdi>
        {findLinks(place).map((part, at) =>
          part.kind === "link" ? (
            <a
              // The parts of a text have no other name.
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              className="parley-link"
              href={part.href}
              target="_blank"
              rel="noopener noreferrer nofollow ugc"
              tabIndex={tabIndex}
            >
              {part.text}
            </a>
          ) : (
            part.text
          ),
        )}
      </bdi>
    </p>
  );
}

/** What is decided, in words. */
function useStatus({ meeting, conversation, userId }: MeetingCardProps): string {
  const labels = useAllLabels();
  const { state, proposerId, changedBy } = meeting;
  const name = nameOfConversation(conversation);
  switch (state) {
    case "proposed":
      return proposerId === userId ? labels.proposedByYou : labels.proposedBy(name);
    case "agreed":
      return labels.meetingAgreed;
    case "declined":
      return changedBy === userId ? labels.declinedByYou : labels.declinedBy(name);
    case "canceled":
      return changedBy === userId ? labels.canceledByYou : labels.canceledBy(name);
  }
}

/** Changes the meeting. The focus stays in the card, whose buttons are others then. */
function useDecide({ meeting, say }: MeetingCardProps) {
  const change = useChangeMeeting();
  const problemOf = useMeetingProblem();
  const card = useRef<HTMLDivElement>(null);
  const isBusy = useRef(false);
  const decide = async (to: MeetingChange) => {
    if (isBusy.current) return;
    isBusy.current = true;
    const outcome = await change(meeting, to);
    isBusy.current = false;
    if (!outcome.ok) say({ kind: "problem", text: problemOf(outcome) });
    card.current?.focus({ preventScroll: true });
  };
  return { card, decide };
}

/** A meeting as it is now, in the log and in the details. */
export function MeetingCard(props: MeetingCardProps) {
  const { meeting, conversation, userId } = props;
  const { state, agreed, slots, minutes, title, place, proposerId } = meeting;
  const labels = useAllLabels();
  const { shown } = useMeetingTimes(conversation, meeting);
  const moments = [...slots, ...(agreed === null ? [] : [agreed.startsAt, agreed.endsAt])];
  const now = useNow(moments.map(timeOf));
  const { card, decide } = useDecide(props);
  const status = useStatus(props);
  const isProposed = state === "proposed";
  const isOpen = isProposed || state === "declined";
  const canAnswer = isProposed && proposerId !== userId && canMeet(conversation);
  const name = nameOfConversation(conversation);
  return (
    <div ref={card} className="parley-meeting" data-state={state} tabIndex={-1}>
      <p className="parley-meeting__title">
        <CalendarIcon />
        <bdi>{title ?? labels.meeting}</bdi>
      </p>
      <p className="parley-about__words">
        <span>{status}</span>
      </p>
      {agreed !== null && (
        <p className="parley-meeting__time" data-off={state === "canceled"}>
          <Time time={shown(agreed.startsAt, lengthOf(agreed))}>
            {isProposed && <span className="parley-meeting__there">{labels.agreedSoFar}</span>}
          </Time>
        </p>
      )}
      {(isOpen || agreed === null) && (
        <ul className="parley-meeting__slots">
          {slots.map((slot) => {
            const time = shown(slot, minutes);
            const isPast = timeOf(slot) <= now;
            return (
              <li key={slot} className="parley-meeting__time" data-off={!isProposed || isPast}>
                <Time time={time} />
                {canAnswer && !isPast && (
                  <Action
                    label={labels.accept}
                    name={labels.acceptTime(time.text)}
                    kind="main"
                    onPress={() => void decide({ do: "accept", startsAt: slot })}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
      {place !== null && <Place place={place} />}
      {isProposed && slots.every((slot) => timeOf(slot) <= now) && (
        <p className="parley-about__words">{labels.timesPassed}</p>
      )}
      {isProposed && proposerId === userId && (
        <p className="parley-about__words">{labels.waitsFor(name)}</p>
      )}
      <Actions {...props} now={now} decide={decide} />
    </div>
  );
}

interface ActionsProps extends MeetingCardProps {
  readonly now: number;
  readonly decide: (change: MeetingChange) => Promise<void>;
}

/** What the user can do about it. */
function Actions(props: ActionsProps) {
  const { meeting, conversation, userId, now, decide } = props;
  const { state, agreed, proposerId, metBy } = meeting;
  const labels = useAllLabels();
  const name = nameOfConversation(conversation);
  /** Which dialog is shown, and where. */
  const [dialog, setDialog] = useState<{ what: "times" | "cancel"; place: Element } | null>(null);
  const actions = useRef<HTMLDivElement>(null);
  const open = (what: "times" | "cancel") => {
    const place = actions.current?.closest(".parley");
    if (place) setDialog({ what, place });
  };
  const close = () => setDialog(null);
  const canChange = canMeet(conversation);
  const isOver = agreed !== null && timeOf(agreed.endsAt) <= now;
  const isMine = proposerId === userId;
  const isAgreed = state === "agreed";
  const hasFile = agreed !== null && (isAgreed || state === "canceled") && !isOver;
  const download = () => {
    const organizer = meeting.creatorId === userId ? labels.you : name;
    downloadCalendar(meeting, { title: labels.meetingWith(name), organizer });
  };
  return (
    <div ref={actions} className="parley-meeting__actions">
      {hasFile && (
        <Action
          label={isAgreed ? labels.addToCalendar : labels.removeFromCalendar}
          onPress={download}
        />
      )}
      {isAgreed && isOver && <Afterwards {...props} canAnswer={canChange} />}
      {canChange && metBy.length === 0 && (
        <Action label={labels.otherTimes} onPress={() => open("times")} />
      )}
      {canChange && state === "proposed" && agreed !== null && (
        <Action label={labels.keepTime} onPress={() => void decide({ do: "decline" })} />
      )}
      {canChange && state === "proposed" && agreed === null && (
        <Action
          label={isMine ? labels.withdrawMeeting : labels.declineTimes}
          onPress={() => void decide({ do: isMine ? "cancel" : "decline" })}
        />
      )}
      {canChange && agreed !== null && !isOver && state !== "canceled" && (
        <Action label={labels.cancelMeeting} onPress={() => open("cancel")} />
      )}
      {dialog !== null &&
        // Keys in a dialog are not those of the log.
        createPortal(
          dialog.what === "times" ? (
            <MeetingDialog {...props} onClose={close} />
          ) : (
            <Dialog title={labels.cancelMeetingTitle} onClose={close}>
              <p>{labels.cancelMeetingTold(name)}</p>
              <div className="parley-dialog__actions">
                <button type="button" className="parley-button" onClick={close}>
                  {labels.keepMeeting}
                </button>
                <button
                  type="button"
                  className="parley-button"
                  data-kind="grave"
                  onClick={() => {
                    close();
                    void decide({ do: "cancel" });
                  }}
                >
                  {labels.cancelMeeting}
                </button>
              </div>
            </Dialog>
          ),
          dialog.place,
        )}
    </div>
  );
}

/** SPEC MEET-11: whether they met. */
function Afterwards({
  meeting,
  conversation,
  userId,
  decide,
  canAnswer,
}: ActionsProps & { canAnswer: boolean }) {
  const labels = useAllLabels();
  const name = nameOfConversation(conversation);
  const { metBy, missedBy } = meeting;
  const answer = (didMeet: boolean) => void decide({ do: "answer", didMeet });
  const others = (ids: readonly string[]) => ids.some((id) => id !== userId);
  return (
    <fieldset className="parley-meeting__met">
      <legend>{labels.didYouMeet}</legend>
      {canAnswer && (
        <>
          <Action
            label={labels.weMet}
            isPressed={metBy.includes(userId)}
            onPress={() => answer(true)}
          />
          <Action
            label={labels.weDidNotMeet}
            isPressed={missedBy.includes(userId)}
            onPress={() => answer(false)}
          />
        </>
      )}
      {others(metBy) && <p className="parley-about__words">{labels.saysMet(name)}</p>}
      {others(missedBy) && <p className="parley-about__words">{labels.saysMissed(name)}</p>}
    </fieldset>
  );
}
