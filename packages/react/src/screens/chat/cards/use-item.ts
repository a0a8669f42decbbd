import { type Outcome, outcomeOf, untilAnswered } from "@parley/client";
import type { ActionItem, ChangeItemInput, Conversation, Member } from "@parley/contract";
import { useState } from "react";
import type { ToastMessage } from "../../../components/feedback/toast.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useReasonWords } from "../../../provider/use-reason-words.ts";

/** What an action item is shown with. */
export interface ItemContext {
  readonly conversation: Conversation;
  /** The present members. */
  readonly members: readonly Member[];
  readonly userId: string;
  /** Shows the result of a change. */
  readonly say: (message: ToastMessage) => void;
  readonly onJump: (seq: number) => void;
}

/** The owner of an item; undefined if they have left the conversation. */
export const ownerOf = ({ members }: Pick<ItemContext, "members">, { ownerId }: ActionItem) =>
  members.find(({ person }) => person.id === ownerId)?.person;

/** SPEC ACT-3, ACT-4, ACT-7: only changes that the server accepts are offered. */
export function mayChange(context: ItemContext, item: ActionItem): boolean {
  const { conversation, userId } = context;
  if (item.seq === null) return true;
  if (!conversation.writable.ok) return false;
  if (conversation.with.kind === "direct") return true;
  const isTheirs = userId === item.creatorId || userId === item.ownerId;
  return isTheirs || ownerOf(context, item) === undefined;
}

/** The changes of an item, shown at once. */
export function useItem(item: ActionItem, { say }: Pick<ItemContext, "say">) {
  const { client } = useMessaging();
  const labels = useAllLabels();
  const words = useReasonWords();
  /** The state that the user has chosen for this version. */
  const [wish, setWish] = useState<{ version: number; state: ActionItem["state"] } | null>(null);
  const state = wish?.version === item.version ? wish.state : item.state;
  const change = (changes: Omit<ChangeItemInput, "itemId">) =>
    client.trpc.cards.changeItem.mutate({ itemId: item.id, ...changes });
  const settle = async (call: Promise<unknown>): Promise<Outcome> => {
    const outcome = await outcomeOf(call);
    if (!outcome.ok) say({ kind: "problem", text: labels.itemFailed(words(outcome.reason)) });
    return outcome;
  };
  const send = (changes: Omit<ChangeItemInput, "itemId">) => settle(change(changes));
  const setState = async (next: ActionItem["state"]) => {
    setWish({ version: item.version, state: next });
    // It is shown already: it waits for a connection.
    const outcome = await settle(untilAnswered(client.connection, () => change({ state: next })));
    if (!outcome.ok) return setWish(null);
    if (next === "open") return;
    say({
      kind: "done",
      text: next === "done" ? labels.itemDone : labels.itemRemoved,
      action: { label: labels.undo, onPress: () => void send({ state: "open" }) },
    });
  };
  return { state, send, setState };
}
