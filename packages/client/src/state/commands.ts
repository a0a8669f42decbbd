import type {
  Contact,
  ConversationDetail,
  ErrorReason,
  Group,
  Message,
  Pins,
  SavedSeqs,
  StreamEvent,
  UpdateMeInput,
} from "@parley/contract";
import { serialPerKey } from "@parley/concurrency/serial-per-key";
import { canonicalEmoji } from "@parley/contract/emoji";
import { applyBlocked, applyContactsAdded, applyUnblocked } from "../apply/contact.ts";
import { applyClosed, applyRead, upsertConversation } from "../apply/conversation.ts";
import { applyGroup } from "../apply/group.ts";
import { applyChanged, applyKept } from "../apply/message.ts";
import { applyPerson } from "../apply/user.ts";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import type { Snapshot } from "../snapshot.ts";
import type { ScreenCore, Settling } from "./core.ts";
import { createDeletions, type Deletions, type PendingDeletion } from "./deletions.ts";
import type { PageStorage } from "./kept-values.ts";
import type { ConversationChange, MessagePlace, OptimisticUpdate } from "./optimistic-updates.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { type Problem, shownConversation } from "./screen-state.ts";

/** Why a change failed; the reason is absent if there was no response. */
export interface Refusal {
  readonly reason: ErrorReason | undefined;
}

/** A reaction that the user asked to add or remove. */
export interface ReactionWish extends MessagePlace {
  readonly emoji: string;
  readonly isChosen: boolean;
}

/** An edit that the user asked for. */
export interface EditWish extends MessagePlace {
  readonly body: string;
  readonly mentions: readonly string[];
  /** The version that the author saw. */
  readonly version: number;
}

interface Options {
  readonly client: ParleyClient;
  readonly core: ScreenCore;
}

const isAboutMessage =
  ({ conversationId, seq }: MessagePlace) =>
  (event: StreamEvent): boolean =>
    "message" in event &&
    event.message.conversationId === conversationId &&
    event.message.seq === seq;

/** Events that carry what is pinned in a conversation, or what the user has saved of it. */
const isAboutKept =
  (type: "pin" | "save", conversationId: string) =>
  (event: StreamEvent): boolean =>
    event.type === (type === "pin" ? "message.pinned" : "message.saved") &&
    event.conversationId === conversationId;

/** Events that carry a conversation's preferences, or its removal. */
const isAboutConversation =
  (conversationId: string) =>
  (event: StreamEvent): boolean =>
    "conversation" in event
      ? event.conversation.id === conversationId
      : event.type === "conversation.closed" && event.conversationId === conversationId;

const never = () => false;

/** Settles a call; its optimistic update is hidden again if it fails. */
async function run<Result>(core: ScreenCore, settling: Settling<Result>): Promise<Result> {
  const { update } = settling;
  if (update !== undefined) core.show(update);
  try {
    return await core.settle(settling);
  } catch (error) {
    if (update !== undefined) core.hide(update);
    throw error;
  }
}

/**
 * Shows a reaction at once and sends it. During a call, further changes of the same emoji only change the optimistic
 * update, and the last one is sent. Rejects once the update is hidden again.
 */
function createReact({ client, core }: Options) {
  const { messages } = client.trpc;
  const shown = new Map<string, Extract<OptimisticUpdate, { type: "reaction" }>>();
  return async ({ messageId, conversationId, seq, emoji, isChosen }: ReactionWish) => {
    const place = { messageId, conversationId, seq };
    const key = `${messageId} ${emoji}`;
    const before = shown.get(key);
    const wanted = { type: "reaction", ...place, emoji, isChosen } as const;
    core.batch(() => {
      if (before !== undefined) core.hide(before);
      core.show(wanted);
    });
    shown.set(key, wanted);
    if (before !== undefined) return;
    try {
      for (let update = wanted, sent: boolean | undefined; ;) {
        sent = update.isChosen;
        const call = sent ? messages.react : messages.unreact;
        // Sequential: the user's last choice has to arrive last.
        // oxlint-disable-next-line no-await-in-loop
        await core.settle({
          call: () => call.mutate({ conversationId, seq, emoji }),
          apply: applyChanged,
          isAbout: isAboutMessage(place),
          update,
        });
        const next = shown.get(key) ?? update;
        if (next === update) return;
        update = next;
        if (update.isChosen !== sent) continue;
        core.hide(update);
        return;
      }
    } catch (error) {
      const last = shown.get(key);
      if (last !== undefined) core.hide(last);
      throw error;
    } finally {
      shown.delete(key);
    }
  };
}

/** A message that the user asked to pin or to save, or no longer. */
export interface KeepWish {
  readonly type: "pin" | "save";
  readonly conversationId: string;
  readonly seq: number;
  readonly on: boolean;
}

/** Pins or saves a message, or takes it back: shown at once, in the order of the user's presses. */
function createKeep({ client, core }: Options) {
  const { messages } = client.trpc;
  const inTurn = serialPerKey<string>();
  const callOf = ({ type, conversationId, seq, on }: KeepWish): Promise<Pins | SavedSeqs> => {
    const place = { conversationId, seq };
    if (type === "pin") return (on ? messages.pin : messages.unpin).mutate(place);
    return on ? messages.save.mutate(place) : messages.unsave.mutate(place);
  };
  return (wish: KeepWish) => {
    const { type, conversationId } = wish;
    const update = { ...wish, at: new Date(client.server.now()).toISOString() };
    core.show(update);
    const settling = { apply: applyKept, isAbout: isAboutKept(type, conversationId), update };
    return inTurn(`${type} ${conversationId}`, () =>
      run(core, { ...settling, call: () => callOf(wish) }),
    );
  };
}

function createMessageCommands({ client, core }: Options) {
  const { messages } = client.trpc;
  const setProblem = (conversationId: string, problem: Problem) =>
    core.setEntry("problems", conversationId, problem);
  const endProblem = (conversationId: string) =>
    core.setEntry("problems", conversationId, undefined);
  const reactNow = createReact({ client, core });
  const keepNow = createKeep({ client, core });

  const react = async (wish: ReactionWish): Promise<void> => {
    const { conversationId } = wish;
    try {
      await reactNow({ ...wish, emoji: canonicalEmoji(wish.emoji) });
      // A later success makes the earlier problem obsolete.
      endProblem(conversationId);
    } catch (error) {
      setProblem(conversationId, { kind: "reaction", reason: reasonOf(error) });
    }
  };
  const keep = async (wish: KeepWish): Promise<void> => {
    try {
      await keepNow(wish);
      endProblem(wish.conversationId);
    } catch (error) {
      setProblem(wish.conversationId, { kind: wish.type, reason: reasonOf(error) });
    }
  };
  return {
    react: (wish: ReactionWish) => void react(wish),
    /** Pins or saves a message, or takes it back. A refusal is a problem of the conversation. */
    keep: (wish: KeepWish) => void keep(wish),
    /** Changes the note of a saved message; null removes it. */
    noteSaved: (place: { conversationId: string; seq: number }, note: string | null) =>
      outcomeOf(
        core.settle<Pins | SavedSeqs>({
          call: () => messages.save.mutate({ ...place, note }),
          apply: applyKept,
          isAbout: isAboutKept("save", place.conversationId),
        }),
      ),
    /** Returns why the edit failed, or `null`. */
    async edit({ body, mentions, version, ...place }: EditWish): Promise<Refusal | null> {
      const { conversationId, seq } = place;
      const input = { conversationId, seq, body, mentions: [...mentions] };
      try {
        await run<Message>(core, {
          call: () => messages.edit.mutate({ ...input, expectedVersion: version }),
          apply: applyChanged,
          isAbout: isAboutMessage(place),
          update: { type: "edit", ...place, body, mentions, version },
        });
        return null;
      } catch (error) {
        return { reason: reasonOf(error) };
      }
    },
    /** Marks a conversation as unread, in this page from one of its messages on. The mark itself arrives as an event. */
    async markUnreadFrom(conversationId: string, seq: number): Promise<void> {
      core.setEntry("unreadFrom", conversationId, seq);
      try {
        await client.trpc.conversations.markUnread.mutate({ conversationId });
      } catch (error) {
        setProblem(conversationId, { kind: "mark", reason: reasonOf(error) });
      }
    },
    async sendDeletion(
      { messageId, conversationId, seq, reason }: PendingDeletion,
      update: OptimisticUpdate | undefined,
    ): Promise<void> {
      await core.settle({
        call: () => messages.delete.mutate({ conversationId, seq, reason }),
        apply: applyChanged,
        isAbout: isAboutMessage({ messageId, conversationId, seq }),
        update,
      });
      endProblem(conversationId);
    },
    onDeletionRefused: ({ conversationId }: PendingDeletion, reason: ErrorReason) =>
      setProblem(conversationId, { kind: "deletion", reason }),
  };
}

type Settled = Pick<Settling<(server: Snapshot) => Snapshot>, "call" | "isAbout">;

/** The call for a change of a conversation; it resolves to a function that applies its result to the state. */
function settlingOf(
  { client, core }: Options,
  conversationId: string,
  change: ConversationChange,
): Settled {
  const { conversations, messages } = client.trpc;
  const isAbout = isAboutConversation(conversationId);
  const upsert = async (call: Promise<ConversationDetail>) => {
    const detail = await call;
    return (server: Snapshot) => upsertConversation(server, detail);
  };
  const prefer = (preferences: {
    pinned?: boolean;
    archived?: boolean;
    mutedUntil?: string | null;
  }): Settled => ({
    call: () => upsert(conversations.setPreferences.mutate({ conversationId, ...preferences })),
    isAbout,
  });
  switch (change.type) {
    case "pinned":
      return prefer({ pinned: change.on });
    case "archived":
      return prefer({ archived: change.on });
    case "muted":
      return prefer({ mutedUntil: change.until });
    case "marked-unread":
      return { call: () => upsert(conversations.markUnread.mutate({ conversationId })), isAbout };
    case "read":
      return {
        async call() {
          // An empty conversation has no `seq` to read up to, and can be marked all the same.
          const seq = Math.max(change.seq, 1);
          const { readSeq } = await messages.markRead.mutate({ conversationId, seq });
          const { userId } = core.get();
          // Everything up to the read position is read.
          const unread = { count: 0, upToSeq: readSeq };
          const read = { conversationId, userId, readSeq, unread };
          return (snapshot) => applyRead(snapshot, read);
        },
        // Read positions never decrease, so an event that arrived meanwhile is applied again after the result.
        isAbout: never,
      };
    case "deleted":
      return {
        async call() {
          await conversations.delete.mutate({ conversationId });
          return (server) => applyClosed(server, conversationId);
        },
        isAbout,
      };
  }
}

function createConversationCommands(options: Options) {
  const { client, core } = options;
  const inTurn = serialPerKey<string>();
  return {
    /**
     * Pins, mutes, archives, marks or deletes a conversation for the user alone. Shown at once, and hidden again
     * if the server refuses.
     */
    changeConversation(conversationId: string, change: ConversationChange): Promise<Outcome> {
      const conversation = shownConversation(core.get(), conversationId);
      const update = conversation && ({ type: "conversation", conversation, change } as const);
      if (update !== undefined) core.show(update);
      const settling = settlingOf(options, conversationId, change);
      const apply = (server: Snapshot, result: (server: Snapshot) => Snapshot) => result(server);
      return outcomeOf(inTurn(conversationId, () => run(core, { ...settling, apply, update })));
    },
    /** Opens the direct conversation with a user, which exists once, and returns its id. */
    async openConversation(userId: string): Promise<string> {
      const known = core
        .get()
        .shown.conversations?.conversations.find(
          ({ with: other }) => other.kind === "direct" && other.person.id === userId,
        );
      if (known !== undefined) return known.id;
      const { id } = await core.settle<ConversationDetail>({
        call: () => client.trpc.conversations.open.mutate({ userId }),
        apply: upsertConversation,
        // A conversation that arrived meanwhile in an event is merged with the result.
        isAbout: never,
      });
      return id;
    },
  };
}

/** Events about a user, or about a block of them. */
const isAboutUser =
  (userId: string) =>
  (event: StreamEvent): boolean =>
    (event.type === "contact.blocked" && event.blocked.person.id === userId) ||
    (event.type === "contact.unblocked" && event.userId === userId) ||
    (event.type === "user.updated" && event.person.id === userId);

function createPeopleCommands({ client, core }: Options) {
  const { contacts, users } = client.trpc;
  const applyMe = (
    server: Snapshot,
    { cursor: _cursor, ...me }: Awaited<ReturnType<typeof users.updateMe.mutate>>,
  ) => {
    const { id, name, role, avatarUrl } = me;
    return applyPerson(server, { person: { id, name, role, avatarUrl }, me });
  };
  const updateMe = (input: UpdateMeInput) =>
    core.settle({
      call: () => users.updateMe.mutate(input),
      apply: applyMe,
      isAbout: isAboutUser(core.get().userId),
    });
  return {
    /** Adds a contact by e-mail address; rejects with the refusal of the call. */
    addContact(email: string): Promise<Contact> {
      return core.settle<Contact>({
        call: () => contacts.add.mutate({ email }),
        apply: (server, contact) => applyContactsAdded(server, [contact]),
        // Only the result tells whose address it is; an event about the same user is applied again after it.
        isAbout: never,
      });
    },
    /** The contact may remain for another reason: the stream delivers its new state. */
    removeContact: (userId: string): Promise<Outcome> =>
      outcomeOf(contacts.remove.mutate({ userId })),
    block: (userId: string): Promise<Outcome> =>
      outcomeOf(
        core.settle({
          call: () => contacts.block.mutate({ userId }),
          apply: applyBlocked,
          isAbout: isAboutUser(userId),
        }),
      ),
    unblock: (userId: string): Promise<Outcome> =>
      outcomeOf(
        core.settle({
          call: () => contacts.unblock.mutate({ userId }),
          apply: (server) => applyUnblocked(server, userId),
          isAbout: isAboutUser(userId),
        }),
      ),
    /** Makes a call that returns the current state of a group. */
    changeGroup(call: () => Promise<Group>): Promise<Outcome> {
      return outcomeOf(
        core.settle<Group>({
          call,
          apply: (server, group) => applyGroup(server, { groupId: group.id, group }),
          isAbout: never,
        }),
      );
    },
    /** Changes the user's name, picture or sharing settings. */
    updateMe: (input: UpdateMeInput): Promise<Outcome> => outcomeOf(updateMe(input)),
    /** Uploads a file as the user's picture. */
    uploadAvatar: (picture: Blob): Promise<Outcome> =>
      outcomeOf(
        // An update without changes: its result has the new picture's address.
        client.avatars.upload(picture).then(() => updateMe({})),
      ),
  };
}

/** All commands that change the server's data. Each is shown optimistically, or with its result. */
export function createCommands(options: Options) {
  const { core } = options;
  const { sendDeletion, onDeletionRefused, ...messages } = createMessageCommands(options);
  let deletions: Deletions | undefined;
  return {
    ...messages,
    ...createConversationCommands(options),
    ...createPeopleCommands(options),
    deleteMessage: (deletion: Omit<PendingDeletion, "undoUntil">) => deletions?.ask(deletion),
    undoDeletion: (messageId: string) => deletions?.undo(messageId),
    /** Pending deletions are stored per user. */
    createDeletionsOf(userId: string, storage: PageStorage | undefined): Deletions {
      deletions = createDeletions({
        core,
        storage,
        userId,
        send: sendDeletion,
        onRefused: onDeletionRefused,
      });
      return deletions;
    },
  };
}
