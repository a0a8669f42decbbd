import { useCallback } from "react";
import { settleAnswer } from "../live/settle-answer.ts";
import { type Outcome, outcomeOf } from "../outcome.ts";
import { useMessaging } from "../provider/messaging-context.ts";
import { useUserId } from "./use-me.ts";

/** Makes a file the signed-in person's picture. The screen follows with the answer. */
export function useUploadAvatar() {
  const messaging = useMessaging();
  const userId = useUserId();
  return useCallback(
    (picture: Blob): Promise<Outcome> => {
      const upload = async () => {
        await messaging.client.avatars.upload(picture);
        // Changes nothing, and answers with what holds now.
        const { cursor: _cursor, ...me } = await messaging.client.trpc.users.updateMe.mutate({});
        const { id, name, role, avatarUrl } = me;
        return { type: "user.updated", person: { id, name, role, avatarUrl }, me } as const;
      };
      return outcomeOf(settleAnswer(messaging, userId, upload));
    },
    [messaging, userId],
  );
}
