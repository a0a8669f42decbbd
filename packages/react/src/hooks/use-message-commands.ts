import type { EditWish, MessagePlace, ReactionWish, Refusal } from "@parley/client";
import { useMemo } from "react";
import { useMessaging } from "../provider/messaging-context.ts";

/** Changes of messages, each on the screen at once. They outlive the window that asked for them. */
export interface MessageCommands {
  readonly react: (wish: ReactionWish) => void;
  /** Returns why the text stays as it was, or `null`. */
  readonly edit: (wish: EditWish) => Promise<Refusal | null>;
  /** Hides a message at once, and deletes it once that can no longer be undone. */
  readonly delete: (deletion: MessagePlace & { readonly reason?: string | undefined }) => void;
  /** Shows a message again, unless its deletion was sent. */
  readonly undo: (messageId: string) => void;
}

/** Reacting to messages, editing and deleting them. */
export function useMessageCommands(): MessageCommands {
  const { screen } = useMessaging();
  return useMemo(() => {
    const { react, edit, deleteMessage, undoDeletion } = screen;
    return { react, edit, delete: deleteMessage, undo: undoDeletion };
  }, [screen]);
}
