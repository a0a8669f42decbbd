import type {
  ActionItem,
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
import { canonicalEmoji } from "@parley/contract/emoji";
import { applyCard } from "../apply/card.ts";
import { applyClosed, applyRead, upsertConversation } from "../apply/conversation.ts";
import { applyChanged, applyKept } from "../apply/message.ts";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import type { Snapshot } from "../snapshot.ts";
import { type ChangeCall, createChanges, UNDO_FOR } from "./changes.ts";
import type { ScreenCore } from "./core.ts";
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

export interface CommandOptions {
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

/** A call that resolves to a function that applies its result to the state. */
const calling =
  <Result>(
    call: () => Promise<Result>,
    apply: (server: Snapshot, result: Result) => Snapshot,
  ): ChangeCall["call"] =>
  async () => {
    const result = await call();
    return (server) => apply(server, result);
  };

/** A message that the user asked to pin or to save, or no longer. */
export interface KeepWish {
  readonly type: "pin" | "save";
  readonly conversationId: string;
  readonly seq: number;
  readonly on: boolean;
}

/** An action item whose state the user asked to change. */
export interface ItemWish {
  readonly conversationId: string;
  readonly itemId: string;
  readonly state: ActionItem["state"];
}

/** A deletion that the user asked for. */
export interface DeletionWish extends MessagePlace {
  /** Why an ADMIN deletes another user's message. */
  readonly reason?: string | undefined;
}

/** The call for a change of a conversation. */
function conversationCall(
  { client, core }: CommandOptions,
  conversationId: string,
  change: ConversationChange,
): ChangeCall {
  const { conversations, messages } = client.trpc;
  const isAbout = isAboutConversation(conversationId);
  const upsert = (call: () => Promise<ConversationDetail>): ChangeCall => ({
    call: calling(call, upsertConversation),
    isAbout,
  });
  const prefer = (preferences: {
    pinned?: boolean;
    archived?: boolean;
    mutedUntil?: string | null;
  }) => upsert(() => conversations.setPreferences.mutate({ conversationId, ...preferences }));
  switch (change.type) {
    case "pinned":
      return prefer({ pinned: change.on });
    case "archived":
      return prefer({ archived: change.on });
    case "muted":
      return prefer({ mutedUntil: change.until });
    case "marked-unread":
      return upsert(() => conversations.markUnread.mutate({ conversationId }));
    case "read":
      return {
        // An empty conversation has no `seq` to read up to, and can be marked all the same.
        call: calling(
          () => messages.markRead.mutate({ conversationId, seq: Math.max(change.seq, 1) }),
          (snapshot, { readSeq }) => {
            const { userId } = core.get();
            // Everything up to the read position is read.
            const unread = { count: 0, upToSeq: readSeq };
            return applyRead(snapshot, { conversationId, userId, readSeq, unread });
          },
        ),
        // Read positions never decrease, so an event that arrived meanwhile is applied again after the result.
        isAbout: never,
      };
    case "deleted":
      return {
        call: calling(
          () => conversations.delete.mutate({ conversationId }),
          (snapshot) => applyClosed(snapshot, conversationId),
        ),
        isAbout,
      };
  }
}

/** The call for a change that is shown at once. */
function callOf(options: CommandOptions, update: OptimisticUpdate): ChangeCall {
  const { cards, messages } = options.client.trpc;
  const { conversationId } = update;
  const changes = (call: () => Promise<Message>, place: MessagePlace): ChangeCall => ({
    call: calling(call, applyChanged),
    isAbout: isAboutMessage(place),
  });
  switch (update.type) {
    case "reaction": {
      const { seq, emoji, isChosen } = update;
      const call = isChosen ? messages.react : messages.unreact;
      return changes(() => call.mutate({ conversationId, seq, emoji }), update);
    }
    case "edit": {
      const { seq, body, mentions, version } = update;
      const input = { conversationId, seq, body, mentions: [...mentions] };
      return changes(() => messages.edit.mutate({ ...input, expectedVersion: version }), update);
    }
    case "deletion": {
      const { seq, reason } = update;
      return changes(() => messages.delete.mutate({ conversationId, seq, reason }), update);
    }
    case "pin":
    case "save": {
      const { type, seq, on } = update;
      const place = { conversationId, seq };
      const pin = () => (on ? messages.pin : messages.unpin).mutate(place);
      const save = () => (on ? messages.save : messages.unsave).mutate(place);
      return {
        call: calling<Pins | SavedSeqs>(type === "pin" ? pin : save, applyKept),
        isAbout: isAboutKept(type, conversationId),
      };
    }
    case "item": {
      const { itemId, state } = update;
      return {
        call: calling(() => cards.changeItem.mutate({ itemId, state }), applyCard),
        isAbout: (event) => event.type === "card.changed" && event.card.id === itemId,
      };
    }
    case "conversation":
      return conversationCall(options, conversationId, update.change);
  }
}

/** The commands whose changes are shown at once. */
function createChangeCommands(options: CommandOptions) {
  const { client, core } = options;
  const { messages } = client.trpc;
  const setProblem = (conversationId: string, problem: Problem | undefined) =>
    core.setEntry("problems", conversationId, problem);
  const tell = (update: OptimisticUpdate, error: unknown) => {
    const { type, conversationId } = update;
    const reason = reasonOf(error);
    if (type === "edit") core.setEntry("refusedEdits", update.messageId, { ...update, reason });
    else setProblem(conversationId, { kind: type, reason });
  };
  const changes = createChanges({
    core,
    client,
    callOf: (update) => callOf(options, update),
    onRefused: tell,
  });
  const make = (update: OptimisticUpdate) => {
    changes.make(update).then(
      // A later success makes the earlier problem obsolete.
      () => setProblem(update.conversationId, undefined),
      (error: unknown) => tell(update, error),
    );
  };
  return {
    changes,
    react: (wish: ReactionWish) =>
      make({ type: "reaction", ...wish, emoji: canonicalEmoji(wish.emoji) }),
    /** Pins or saves a message, or takes it back. A refusal is a problem of the conversation. */
    keep: (wish: KeepWish) => make({ ...wish, at: new Date(client.server.now()).toISOString() }),
    deleteMessage: (wish: DeletionWish) =>
      make({ type: "deletion", ...wish, undoUntil: Date.now() + UNDO_FOR }),
    undoDeletion: (messageId: string) => changes.undo(`deletion ${messageId}`),
    /** Whether a change that is shown has not been answered by the server, in any tab of the browser. */
    hasUnsentChanges: () => changes.isPending(),
    /** The user has sent or dropped the text of a refused edit. */
    takeRefusedEdit(messageId: string) {
      if (!core.get().refusedEdits.has(messageId)) return;
      changes.undo(`edit ${messageId}`);
      core.setEntry("refusedEdits", messageId, undefined);
    },
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
    async edit(wish: EditWish): Promise<Refusal | null> {
      const update = { type: "edit", ...wish } as const;
      try {
        await changes.make(update);
        return null;
      } catch (error) {
        tell(update, error);
        return { reason: reasonOf(error) };
      }
    },
    /** Changes the state of an action item in the version that the user sees. */
    changeItem(wish: ItemWish): Promise<Outcome> {
      const item = core.get().server.cards[wish.conversationId]?.[wish.itemId];
      return outcomeOf(changes.make({ type: "item", ...wish, version: item?.version ?? 0 }));
    },
    /**
     * Pins, mutes, archives, marks or deletes a conversation for the user alone. Shown at once, and hidden again
     * if the server refuses.
     */
    changeConversation(conversationId: string, change: ConversationChange): Promise<Outcome> {
      const conversation = shownConversation(core.get(), conversationId);
      return outcomeOf(
        changes.make({ type: "conversation", conversationId, conversation, change }),
      );
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

/** The commands about users and groups: their code is loaded with the first of them. */
function createPeopleCommands(options: CommandOptions) {
  const load = async () => (await import("./people-commands.ts")).createPeopleCalls(options);
  type People = Awaited<ReturnType<typeof load>>;
  const outcome = (call: (people: People) => Promise<unknown>): Promise<Outcome> =>
    outcomeOf(load().then(call));
  return {
    /** Adds a contact by e-mail address; rejects with the refusal of the call. */
    addContact: (email: string): Promise<Contact> =>
      load().then((people) => people.addContact(email)),
    /** The contact may remain for another reason: the stream delivers its new state. */
    removeContact: (userId: string) => outcome((people) => people.removeContact(userId)),
    block: (userId: string) => outcome((people) => people.block(userId)),
    unblock: (userId: string) => outcome((people) => people.unblock(userId)),
    /** Makes a call that returns the current state of a group. */
    changeGroup: (call: () => Promise<Group>) => outcome((people) => people.changeGroup(call)),
    /** Changes the user's name, picture or sharing settings. */
    updateMe: (input: UpdateMeInput) => outcome((people) => people.updateMe(input)),
    /** Uploads a file as the user's picture. */
    uploadAvatar: (picture: Blob) => outcome((people) => people.uploadAvatar(picture)),
  };
}

/** All commands that change the server's data. Each is shown optimistically, or with its result. */
export const createCommands = (options: CommandOptions) => ({
  ...createChangeCommands(options),
  ...createPeopleCommands(options),
});
