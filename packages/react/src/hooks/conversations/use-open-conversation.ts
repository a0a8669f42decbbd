import { useCallback, useState } from "react";
import { useMessaging } from "../../provider/messaging-context.ts";

interface Opening {
  readonly openingId: string | undefined;
  /** Why the last call was refused. */
  readonly error: unknown;
}

const AT_REST: Opening = { openingId: undefined, error: null };

/** Opens the direct conversation with a user, which exists once, and returns its id. */
export function useOpenConversation() {
  const { screen } = useMessaging();
  const [opening, setOpening] = useState(AT_REST);
  const open = useCallback(
    async (userId: string): Promise<string> => {
      setOpening({ openingId: userId, error: null });
      try {
        const conversationId = await screen.openConversation(userId);
        setOpening(AT_REST);
        return conversationId;
      } catch (error) {
        setOpening({ openingId: undefined, error });
        throw error;
      }
    },
    [screen],
  );
  return { open, ...opening, reset: useCallback(() => setOpening(AT_REST), []) };
}
