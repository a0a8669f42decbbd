import type { UpdateMeInput } from "@parley/contract/people";
import { useCallback } from "react";
import { settleAnswer } from "../live/settle-answer.ts";
import { type Outcome, outcomeOf } from "../outcome.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useUserId } from "./use-me.ts";

/** Changes the signed-in person's name or picture, or what they share. The screen follows with the answer. */
export function useUpdateMe() {
  const messaging = useMessaging();
  const userId = useUserId();
  return useCallback(
    (changes: UpdateMeInput): Promise<Outcome> => {
      const update = async () => {
        const { cursor: _cursor, ...me } =
          await messaging.client.trpc.users.updateMe.mutate(changes);
        const { id, name, role, avatarUrl } = me;
        return { type: "user.updated", person: { id, name, role, avatarUrl }, me } as const;
      };
      return outcomeOf(settleAnswer(messaging, userId, update));
    },
    [messaging, userId],
  );
}
