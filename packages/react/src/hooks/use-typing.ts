import { useScreen } from "../provider/use-screen.ts";

const NOBODY: readonly string[] = [];

/** The ids of the other users who are typing in a conversation. */
export function useTyping(conversationId: string): readonly string[] {
  return useScreen(({ typing }) => typing.get(conversationId)) ?? NOBODY;
}
