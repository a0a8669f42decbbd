import type { Conversation, Member, Person } from "@parley/contract";
import { useEffect, useState } from "react";
import { useDebounced } from "../../hooks/time/use-debounced.ts";
import { useNow } from "../../hooks/time/use-now.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useScreen } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";
import { daysBetween } from "../../time/format.ts";

const MINUTE = 60_000;

/** While a draft is being written, the server is asked again at this interval. */
const REFETCH_EVERY = 3 * MINUTE;
/** A user who is online is expected to see a message before a notification that comes sooner than this. */
const SOON = 15 * MINUTE;
/** A change is shown once it has lasted this long: nothing appears and disappears between a draft and its message. */
const SETTLES_AFTER = 1_000;

export interface ExpectedNotificationProps {
  readonly conversation: Conversation;
  /** The other user of this direct conversation. */
  readonly person: Person;
  readonly isOnline: boolean;
  readonly members: readonly Member[];
}

/** The `seq` of the newest message if it was sent on this screen and is known to be unread by the other user, else null. */
function useUnreadOwnSeq({ conversation, person, members }: ExpectedNotificationProps) {
  // Of earlier messages the user may have been notified already, which the server's answer does not tell.
  const [openedAt] = useState(conversation.lastSeq);
  const last = conversation.lastMessage;
  if (last === null || last.seq <= openedAt || last.deletedAt !== null) return null;
  // Their read position is not known if they do not share it.
  const readSeq = members.find((member) => member.person.id === person.id)?.readSeq ?? null;
  const isUnread = readSeq !== null && readSeq < last.seq;
  return last.senderId !== person.id && isUnread ? last.seq : null;
}

/** When the other user will be notified, in epoch milliseconds; null if not, if not shared, or if the call fails. */
function useExpectedAt(props: ExpectedNotificationProps): number | null {
  const { client } = useMessaging();
  const { id } = props.conversation;
  const isWriting = useScreen(({ drafts }) => (drafts.get(id) ?? "").trim() !== "");
  const ownSeq = useUnreadOwnSeq(props);
  const isWanted = isWriting || ownSeq !== null;
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    const load = async () => {
      const expected = await client.trpc.notifications.expected
        .query({ conversationId: id })
        .then((result) => (result.at === null ? null : Date.parse(result.at)))
        .catch(() => null);
      if (isCurrent) setAt(expected);
    };
    void load();
    const timer = setInterval(() => {
      if (isWriting && !document.hidden) void load();
    }, REFETCH_EVERY);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [client, id, isWanted, isWriting, ownSeq]);
  const now = useNow(at === null ? [] : [at - SOON, at]);
  const isUseful = at !== null && at > now && (!props.isOnline || at - now > SOON);
  return isWanted && isUseful ? at : null;
}

/** The weekday, with the date if the next day of that name is an earlier one. */
function weekdayOf(date: Date, { days, locale }: { days: number; locale: string }): string {
  const near = { weekday: "long" } as const;
  const far = { ...near, day: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(locale, days < 7 ? near : far).format(date);
}

/**
 * When the other user will be notified, while that helps to decide whether and how to write: they are offline, or their
 * notification is not soon. The text is no live region: it describes the field, so that a screen reader says it with that.
 */
export function ExpectedNotification(props: ExpectedNotificationProps) {
  const at = useDebounced(useExpectedAt(props), SETTLES_AFTER);
  const { server } = useMessaging().client;
  const labels = useAllLabels();
  const format = useFormat();
  if (at === null) return null;
  const date = new Date(at);
  const { name } = props.person;
  const time = format.shortTime(date);
  const days = daysBetween(new Date(server.now()), date);
  if (days <= 0) return labels.notifiedToday(name, time);
  if (days === 1) return labels.notifiedTomorrow(name, time);
  return labels.notifiedOn(name, weekdayOf(date, { days, locale: format.locale }), time);
}
