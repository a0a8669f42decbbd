import type { EditWish, KeepWish, MessagePlace, ReactionWish, Refusal } from "@parley/client";
import { useMemo } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

/** Changes of messages, each shown at once. They continue if the component is unmounted. */
export interface MessageCommands {
  readonly react: (wish: ReactionWish) => void;
  /** Returns why the edit failed, or `null`. */
  readonly edit: (wish: EditWish) => Promise<Refusal | null>;
  /** Hides a message at once, and deletes it after the undo period. */
  readonly delete: (deletion: MessagePlace & { readonly reason?: string | undefined }) => void;
  /** Pins a message for everyone who can see it, saves it for the user alone, or takes that back. */
  readonly keep: (wish: KeepWish) => void;
  /** Shows a message again, unless its deletion was sent. */
  readonly undo: (messageId: string) => void;
}

/** Reacting to messages, editing, pinning, saving and deleting them. */
export function useMessageCommands(): MessageCommands {
  const { screen } = useMessaging();
  return useMemo(() => {
    const { react, edit, keep, deleteMessage, undoDeletion } = screen;
    return { react, edit, keep, delete: deleteMessage, undo: undoDeletion };
  }, [screen]);
}
