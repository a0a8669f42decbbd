import type { MessageCommands } from "../live/message-commands.ts";
import { useMessaging } from "../provider/messaging-context.ts";

/** Reacting to messages, editing and deleting them: each is on the screen at once. */
export function useMessageCommands(): Omit<MessageCommands, "start"> {
  return useMessaging().commands;
}
