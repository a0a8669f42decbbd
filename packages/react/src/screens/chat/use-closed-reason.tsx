import type { Conversation, UnwritableReason, Writable } from "@parley/contract";
import { type ReactNode, useState } from "react";
import type { ComposerNotice } from "../../components/composer/composer.tsx";
import { useToday } from "../../provider/use-today.ts";
import { useContactActions } from "../../hooks/people/use-contact-actions.ts";
import { nameOfConversation, otherPersonOf } from "../../people.ts";
import { useReasonWords } from "../../provider/use-reason-words.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { WhyDialog } from "../on-demand-parts.tsx";

function useReasonSentence(conversation: Conversation) {
  const labels = useLabels();
  const format = useFormat();
  const today = useToday();
  return (reason: UnwritableReason, since: string | null): string => {
    const name = nameOfConversation(conversation);
    const day = since === null ? null : format.dateNear(new Date(since), today);
    // A newer server may send reasons that this page does not know.
    let sentence = labels.cannotWriteHere;
    switch (reason) {
      case "left":
        sentence = labels.noLongerInGroup(day);
        break;
      case "archived":
        sentence = labels.groupArchived(day);
        break;
      case "blocked":
        sentence = labels.youBlocked(name);
        break;
      case "unconnected":
        sentence = labels.noLongerConnected(name);
        break;
      case "no_replies":
        sentence = labels.noReplies(name);
        break;
      case "unavailable":
        sentence = labels.reasons.contact_unavailable;
        break;
    }
    return sentence;
  };
}

/** What replaces the composer if the user cannot write, and the dialog of its action. */
export function useClosedReason(
  conversation: Conversation,
  writable: Writable,
): { readonly notice: ComposerNotice | undefined; readonly dialog: ReactNode } {
  const labels = useLabels();
  const sentenceOf = useReasonSentence(conversation);
  const reasonWords = useReasonWords();
  const { unblock } = useContactActions();
  const [failure, setFailure] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  if (writable.ok) return { notice: undefined, dialog: null };

  const { reason, since } = writable;
  const person = otherPersonOf(conversation);
  const act = async (userId: string) => {
    const outcome = await unblock(userId);
    setFailure(outcome.ok ? null : reasonWords(outcome.reason));
  };
  const actionOf = (): ComposerNotice["action"] => {
    if (person === null) return undefined;
    switch (reason) {
      case "blocked":
        return { label: labels.unblock, onPress: () => void act(person.id) };
      case "unconnected":
        return { label: labels.why, onPress: () => setAsking(true) };
      case "left":
      case "archived":
      case "no_replies":
      case "unavailable":
        return undefined;
    }
  };
  const sentence = sentenceOf(reason, since);
  return {
    notice: {
      reason: failure === null || reason !== "blocked" ? sentence : `${sentence} ${failure}`,
      action: actionOf(),
    },
    dialog: isAsking && person !== null && (
      <WhyDialog person={person} onClose={() => setAsking(false)} />
    ),
  };
}
