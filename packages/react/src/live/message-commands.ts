import { canonicalEmoji } from "@parley/contract/emoji";
import { type ParleyClient, reasonOf } from "@parley/client";
import type { ErrorReason } from "@parley/contract/error-reasons";
import type { QueryClient } from "@tanstack/react-query";
import type { KeptDeletions } from "../stores/kept-deletions.ts";
import { setChange } from "../stores/message-changes.ts";
import { callAndApply } from "./call-and-apply.ts";
import { createDeleting, type Deleting } from "./deleting.ts";
import { createReacting, type MessagePlace, type ReactionWish } from "./reacting.ts";
import type { SessionStores } from "./session.ts";

/** Why a change was not made; the reason is absent where no answer came. */
export interface Refusal {
  readonly reason: ErrorReason | undefined;
}

export interface EditWish extends MessagePlace {
  readonly body: string;
  readonly mentions: readonly string[];
  /** The version that the author saw. */
  readonly version: number;
}

/** Changes of messages, each on the screen at once. They outlive the window that asked for them. */
export interface MessageCommands extends Pick<Deleting, "undo"> {
  react(wish: ReactionWish): void;
  /** Gives back why the text stays as it was, or `null`. */
  edit(wish: EditWish): Promise<Refusal | null>;
  delete: Deleting["ask"];
  /** Runs until the result is called. */
  start(): () => void;
}

interface Options {
  readonly client: ParleyClient;
  readonly queryClient: QueryClient;
  readonly stores: SessionStores;
  readonly userId: string;
  readonly kept: KeptDeletions;
}

function createEdit({ client, queryClient, stores, userId }: Options) {
  const { changes, recorder } = stores;
  return async ({ messageId, version, mentions, ...input }: EditWish): Promise<Refusal | null> => {
    setChange(changes, messageId, { edit: { body: input.body, mentions, version } });
    try {
      await callAndApply({ queryClient, recorder, userId }, () =>
        client.trpc.messages.edit.mutate({
          ...{ ...input, mentions: [...mentions] },
          expectedVersion: version,
        }),
      );
      return null;
    } catch (error) {
      return { reason: reasonOf(error) };
    } finally {
      setChange(changes, messageId, { edit: undefined });
    }
  };
}

export function createMessageCommands(options: Options): MessageCommands {
  const { client, queryClient, stores, userId, kept } = options;
  const { changes, recorder, problems } = stores;
  const { messages } = client.trpc;
  const tools = { queryClient, recorder, userId };

  /** What was done since tells of itself that the trouble is over. */
  const settled = async (conversationId: string, call: Promise<void>) => {
    await call;
    problems.set(conversationId, undefined);
  };

  const react = createReacting({
    changes,
    send: ({ conversationId, seq, emoji, isChosen }) =>
      settled(
        conversationId,
        callAndApply(tools, () =>
          (isChosen ? messages.react : messages.unreact).mutate({ conversationId, seq, emoji }),
        ),
      ),
  });
  const deleting = createDeleting({
    changes,
    kept,
    send: ({ conversationId, seq, reason }) =>
      settled(
        conversationId,
        callAndApply(tools, () => messages.delete.mutate({ conversationId, seq, reason })),
      ),
    onRefused: ({ conversationId }, reason) =>
      problems.set(conversationId, { kind: "deletion", reason }),
  });
  return {
    react(wish) {
      react({ ...wish, emoji: canonicalEmoji(wish.emoji) }).catch((error: unknown) =>
        problems.set(wish.conversationId, { kind: "reaction", reason: reasonOf(error) }),
      );
    },
    edit: createEdit(options),
    delete: deleting.ask,
    undo: deleting.undo,
    start() {
      deleting.resume();
      const stopWaiting = client.connection.subscribe(() => {
        if (client.connection.get().status === "online") deleting.resume();
      });
      window.addEventListener("pagehide", deleting.leave);
      return () => {
        window.removeEventListener("pagehide", deleting.leave);
        stopWaiting();
        deleting.leave();
      };
    },
  };
}
