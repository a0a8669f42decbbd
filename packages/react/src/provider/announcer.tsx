import { findRow } from "@parley/client";
import type { Message } from "@parley/contract";
import { useContext, useEffect, useMemo, useState } from "react";
import { englishAnnouncerLabels } from "../labels/announcer-labels.ts";
import { nameOfConversation, peopleOf } from "../people.ts";
import { createBatch } from "./batch.ts";
import { useMessaging } from "./messaging-context.ts";
import { useFormat, WordingContext } from "./wording-context.ts";

/** Minimum interval between announcements to screen readers, in milliseconds. */
const ANNOUNCE_EVERY = 1_000;

/** Announces new messages of other users to screen readers, once, politely, in batches. */
export function Announcer() {
  const { screen } = useMessaging();
  const { own } = useContext(WordingContext);
  const labels = useMemo(() => ({ ...englishAnnouncerLabels, ...own }), [own]);
  const format = useFormat();
  const [announced, setAnnounced] = useState({ count: 0, text: "" });

  useEffect(() => {
    const wordsFor = ([first, ...rest]: readonly Message[]) => {
      if (first === undefined) return "";
      const count = rest.length + 1;
      if (count > 1) return labels.announceMessages(format.number(count), count);
      const { shown } = screen.get();
      const sender = peopleOf(shown).get(first.senderId);
      // The members of a group that was not opened yet are not fetched, nor, if only a badge is shown, the read conversations.
      const row = findRow(shown, first.conversationId);
      const name = sender?.name ?? (row && nameOfConversation(row));
      return name === undefined ? labels.announceNewMessage : labels.announceMessage(name);
    };
    const batch = createBatch<Message>(ANNOUNCE_EVERY, (messages) =>
      setAnnounced(({ count }) => ({ count: count + 1, text: wordsFor(messages) })),
    );
    const unsubscribe = screen.onIncoming(batch.add);
    return () => {
      unsubscribe();
      batch.cancel();
    };
  }, [screen, labels, format]);

  return (
    <div className="parley-hidden" role="status" aria-live="polite">
      {/* A new node each time: otherwise a repeated text would not be announced again. */}
      <span key={announced.count}>{announced.text}</span>
    </div>
  );
}
