import { newId, outcomeOf } from "@parley/client";
import type { Conversation, ScheduleMessageInput, SendAt } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Writing } from "../../components/composer/composer.tsx";
import { ClockIcon } from "../../components/menu-icons.tsx";
import { Menu, type MenuOrigin } from "../../components/overlay/menu.tsx";
import { useMenu } from "../../components/overlay/use-menu.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { dateAfter, daysToMonday, localDate } from "../../time/local-moment.ts";
import { LaterDialog } from "./later-dialog.tsx";
import { useZones, type Zones } from "./use-zones.ts";

export interface SendLaterProps {
  readonly conversation: Conversation;
  readonly writing: Writing;
  /** The message with a text, as it would be sent now. */
  readonly messageOf: (
    body: string,
  ) => Pick<ScheduleMessageInput, "body" | "replyToSeq" | "mentions" | "files">;
  readonly onScheduled: () => void;
  /** Keeps what is written as a template. */
  readonly onTemplate: (body: string) => void;
}

/** Leaves a message to the server. Returns why that failed, or null. */
function useSchedule({ conversation, messageOf, onScheduled }: SendLaterProps) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const words = useReasonWords();
  const format = useFormat();
  const known = useScreen(({ server }) => server.scheduled?.length ?? 0);
  /** What the server may have stored although its response was lost: it is repeated under the same id. */
  const last = useRef({ id: "", what: "" });
  return async (body: string, at: SendAt): Promise<string | null> => {
    if (known >= limits.scheduledMax) return labels.laterFull(format.number(limits.scheduledMax));
    const message = { conversationId: conversation.id, ...messageOf(body), at };
    const what = JSON.stringify(message);
    if (last.current.what !== what) last.current = { id: newId(), what };
    // Its event shows it.
    const outcome = await outcomeOf(
      client.trpc.messages.schedule.mutate({ id: last.current.id, ...message }),
    );
    if (outcome.ok) {
      last.current = { id: "", what: "" };
      onScheduled();
      return null;
    }
    return outcome.reason === "invalid_input" ? labels.laterBadTime : words(outcome.reason);
  };
}

/** Nine in the morning, in the zone of the other user if they share it. */
const MORNING = "09:00";

interface Choice {
  readonly label: string;
  readonly at: SendAt;
}

/** Tomorrow and next Monday in the morning. */
function useChoices({ own, theirs, name }: Zones): readonly Choice[] {
  const { server } = useMessaging().client;
  const labels = useAllLabels();
  const format = useFormat();
  const timeZone = theirs ?? own;
  const today = localDate(new Date(server.now()), timeZone);
  const toMonday = daysToMonday(today);
  const time = format.shortTime(new Date(`2026-01-01T${MORNING}`));
  const on = (days: number): Choice["at"] => ({
    local: `${dateAfter(today, days)}T${MORNING}`,
    timeZone,
  });
  const monday = new Intl.DateTimeFormat(format.locale, { weekday: "long", timeZone: "UTC" });
  const day = monday.format(new Date(dateAfter(today, toMonday)));
  const isTheirs = theirs !== null && theirs !== own;
  const tomorrow = {
    label: isTheirs ? labels.laterTomorrowFor(time, name) : labels.laterTomorrow(time),
    at: on(1),
  };
  const nextWeek = {
    label: isTheirs ? labels.laterOnFor(day, time, name) : labels.laterOn(day, time),
    at: on(toMonday),
  };
  return toMonday === 1 ? [tomorrow] : [tomorrow, nextWeek];
}

/** A menu next to `Send`: when to send what is written. */
export function SendLater(props: SendLaterProps) {
  const { conversation, writing } = props;
  const schedule = useSchedule(props);
  const labels = useAllLabels();
  const menu = useMenu();
  const button = useRef<HTMLButtonElement>(null);
  /** Where the dialog is shown, while it is. */
  const [place, setPlace] = useState<Element | null>(null);
  const { body } = writing;
  const leave = async (at: SendAt): Promise<string | null> => {
    if (body === null) return null;
    const problem = await schedule(body, at);
    if (problem === null) writing.clear();
    return problem;
  };
  const leaveNow = async (at: SendAt) => {
    const problem = await leave(at);
    if (problem !== null) writing.refuse(problem);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="parley-composer__tool"
        aria-label={labels.sendLater}
        title={labels.sendLater}
        aria-haspopup="menu"
        aria-expanded={menu.open !== null}
        onClick={(event) => menu.toggle("later", event.currentTarget)}
      >
        <ClockIcon />
      </button>
      {(menu.open !== null || place !== null) && (
        <Times
          conversation={conversation}
          origin={menu.open?.origin ?? null}
          place={place}
          onChoose={(at) => void leaveNow(at)}
          onAsk={() => setPlace(button.current?.closest(".parley") ?? null)}
          onTemplate={body ? () => props.onTemplate(body) : undefined}
          onSave={leave}
          onCloseMenu={menu.close}
          onCloseDialog={() => setPlace(null)}
        />
      )}
    </>
  );
}

interface TimesProps {
  readonly conversation: Conversation;
  /** Where the menu was opened, while it is. */
  readonly origin: MenuOrigin | null;
  /** Where the dialog is shown, while it is. */
  readonly place: Element | null;
  readonly onChoose: (at: SendAt) => void;
  readonly onAsk: () => void;
  /** Undefined if there is no text to keep. */
  readonly onTemplate: (() => void) | undefined;
  readonly onSave: (at: SendAt) => Promise<string | null>;
  readonly onCloseMenu: () => void;
  readonly onCloseDialog: () => void;
}

/** The open menu or dialog. What they show of zones is fetched with them, and not while the user types. */
function Times(props: TimesProps) {
  const { origin, place, onChoose, onAsk, onTemplate } = props;
  const labels = useAllLabels();
  const { server } = useMessaging().client;
  const zones = useZones(props.conversation);
  const choices = useChoices(zones);
  const isWaiting = useWaiting(!zones.areKnown);
  const chosen = choices.map(({ label, at }) => ({ label, onChoose: () => onChoose(at) }));
  const others = [
    { label: labels.laterChoose, onChoose: onAsk },
    ...(onTemplate ? [{ label: labels.saveAsTemplate, onChoose: onTemplate }] : []),
  ];
  const tomorrow = localDate(new Date(server.now() + 86_400_000), zones.own);
  return (
    <>
      {origin !== null && !isWaiting && (
        <Menu
          // It is placed again when it has more items.
          key={String(zones.areKnown)}
          label={labels.sendLater}
          actions={zones.areKnown ? [...chosen, ...others] : others}
          origin={origin}
          onClose={props.onCloseMenu}
        />
      )}
      {place !== null &&
        // A form cannot be inside of the composer's.
        createPortal(
          <LaterDialog
            title={labels.sendLater}
            confirm={labels.sendLater}
            at={{ local: `${tomorrow}T${MORNING}`, timeZone: zones.own }}
            zones={zones}
            onSave={({ at }) => props.onSave(at)}
            onClose={props.onCloseDialog}
          />,
          place,
        )}
    </>
  );
}

/** How long the menu waits for the zone of the other user before it opens without preset times. */
const WAIT = 300;

/** Whether something is not known yet for which it is worth to wait. */
function useWaiting(isUnknown: boolean): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), WAIT);
    return () => clearTimeout(timer);
  }, []);
  return isUnknown && !isLate;
}
