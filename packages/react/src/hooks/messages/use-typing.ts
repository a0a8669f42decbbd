import { useScreen } from "../../provider/use-screen.ts";

const NO_TYPISTS: readonly string[] = [];

/** The ids of the other users who are typing in a conversation. */
export function useTyping(conversationId: string): readonly string[] {
  return useScreen(({ typing }) => typing.get(conversationId)) ?? NO_TYPISTS;
}
