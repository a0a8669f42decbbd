import { type Outcome, outcomeOf } from "@parley/client";
import type { ActionItem, ChangeItemInput, Conversation, Member } from "@parley/contract";
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

/** The changes of an item; its state is shown at once. */
export function useItem(item: ActionItem, { say }: Pick<ItemContext, "say">) {
  const { client, screen } = useMessaging();
  const labels = useAllLabels();
  const words = useReasonWords();
  const settle = async (call: Promise<Outcome>): Promise<Outcome> => {
    const outcome = await call;
    if (!outcome.ok) say({ kind: "problem", text: labels.itemFailed(words(outcome.reason)) });
    return outcome;
  };
  const send = (changes: Omit<ChangeItemInput, "itemId">) =>
    settle(outcomeOf(client.trpc.cards.changeItem.mutate({ itemId: item.id, ...changes })));
  const setState = async (state: ActionItem["state"]) => {
    const { id: itemId, conversationId } = item;
    const outcome = await settle(screen.changeItem({ conversationId, itemId, state }));
    if (!outcome.ok || state === "open") return;
    say({
      kind: "done",
      text: state === "done" ? labels.itemDone : labels.itemRemoved,
      action: { label: labels.undo, onPress: () => void setState("open") },
    });
  };
  return { send, setState };
}
