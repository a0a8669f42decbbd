import { useMessaging } from "../provider/messaging-context.ts";
import { useStore } from "../stores/use-store.ts";

const NOBODY: readonly string[] = [];

/** The ids of the other people who type in a conversation now. */
export function useTyping(conversationId: string): readonly string[] {
  const { typing } = useMessaging().stores;
  return useStore(typing, () => typing.all().get(conversationId)) ?? NOBODY;
}
