import { type MessageChanges, setReactionChange } from "../stores/message-changes.ts";

/** A message by its id and its place. */
export interface MessagePlace {
  readonly messageId: string;
  readonly conversationId: string;
  readonly seq: number;
}

export interface ReactionWish extends MessagePlace {
  readonly emoji: string;
  readonly isChosen: boolean;
}

interface Tools {
  readonly changes: MessageChanges;
  readonly send: (wish: ReactionWish) => Promise<void>;
}

/**
 * Shows a reaction at once and sends it. While one call is under way, further presses of the same emoji change
 * the wish alone, and the last one is sent. Rejects once the wish is taken back from the screen.
 */
export function createReacting({ changes, send }: Tools) {
  const underWay = new Set<string>();
  return async (wish: ReactionWish): Promise<void> => {
    const { messageId, emoji } = wish;
    setReactionChange(changes, wish);
    const name = `${messageId} ${emoji}`;
    if (underWay.has(name)) return;
    underWay.add(name);
    const wanted = () => changes.get(messageId)?.reactions?.get(emoji);
    try {
      let sent: boolean | undefined;
      for (
        let isChosen = wanted();
        isChosen !== undefined && isChosen !== sent;
        isChosen = wanted()
      ) {
        // One after the other: the last wish has to be the last to arrive.
        // oxlint-disable-next-line no-await-in-loop
        await send({ ...wish, isChosen });
        sent = isChosen;
      }
    } finally {
      underWay.delete(name);
      setReactionChange(changes, { messageId, emoji, isChosen: undefined });
    }
  };
}
