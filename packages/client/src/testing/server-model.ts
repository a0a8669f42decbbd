import type { Conversation, ConversationDetail, Message, StreamEvent } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { comparePlaces } from "../apply/conversation-rows.ts";
import { emptySnapshot, type Snapshot } from "../snapshot.ts";

const me = "me";
const people = [me, "ann", "bob"] as const;
export type Person = (typeof people)[number];

export type Step =
  | { readonly do: "open"; readonly at: number }
  | { readonly do: "send"; readonly at: number; readonly by: Person; readonly tick: boolean }
  | { readonly do: "read"; readonly at: number; readonly by: Person; readonly upTo: number };

interface Talk {
  readonly id: string;
  readonly openedAt: string;
  readonly messages: readonly Message[];
  readonly read: Readonly<Record<Person, number>>;
}
type World = readonly Talk[];

const pad = (value: number, digits: number) => String(value).padStart(digits, "0");
const timeOf = (tick: number) => new Date(Date.UTC(2026, 0, 1) + tick).toISOString();
const talkId = (at: number) => `01900000-0000-7000-8000-${pad(at, 12)}`;

export const message = (
  conversationId: string,
  seq: number,
  rest: Partial<Message> = {},
): Message => ({
  id: `01900000-${pad(seq, 4)}-7000-8000-${conversationId.slice(-12)}`,
  conversationId,
  seq,
  senderId: "ann",
  body: `message ${seq}`,
  replyToSeq: null,
  mentions: [],
  reactions: [],
  version: 1,
  createdAt: timeOf(seq),
  editedAt: null,
  deletedAt: null,
  ...rest,
});

function rowOf({ id, messages, read, openedAt }: Talk): Conversation {
  const last = messages.at(-1);
  const unread = messages.filter(({ seq, senderId }) => senderId !== me && seq > read[me]).length;
  return {
    id,
    with: { kind: "group", groupId: `group-${id.slice(-1)}`, name: "Group" },
    state: "open",
    writable: { ok: true },
    lastSeq: messages.length,
    lastMessage: last ?? null,
    activeAt: last?.createdAt ?? openedAt,
    readSeq: read[me],
    unread: Math.min(unread, limits.unreadMax),
    mentionSeqs: messages
      .filter(({ seq, senderId, mentions }) => {
        return senderId !== me && seq > read[me] && mentions.includes(me);
      })
      .map(({ seq }) => seq),
    markedUnread: false,
    mutedUntil: null,
    pinned: false,
    archived: false,
  };
}

function detailOf(talk: Talk): ConversationDetail {
  const members = people.map((id) => ({
    person: { id, name: id, role: "MENTEE" as const, avatarUrl: null },
    // bob shares no receipts
    readSeq: id === "bob" ? null : talk.read[id],
  }));
  return { ...rowOf(talk), members, membershipChanges: [], pins: [], savedSeqs: [] };
}

interface Happening {
  readonly version: number;
  /** The content of an event that is delivered from the state `world`. */
  deliverFrom(world: World): StreamEvent;
}

const find = (world: World, id: string): Talk => {
  const talk = world.find((candidate) => candidate.id === id);
  if (talk === undefined) throw new Error(`the model has no conversation ${id}`);
  return talk;
};

/** One user's part of a small messaging server, with its history. */
export class ServerModel {
  readonly #versions: World[] = [[]];
  readonly #log: Happening[] = [];
  #ticks = 0;

  get version(): number {
    return this.#versions.length - 1;
  }

  run(steps: readonly Step[]): void {
    for (const step of steps) this.#step(step);
  }

  /** What was logged in the versions after `from`, up to `to`, each with the content of version `asOf(own)`. */
  events({
    from,
    to,
    asOf,
  }: {
    from: number;
    to: number;
    asOf: (version: number) => number;
  }): StreamEvent[] {
    return this.#log
      .filter(({ version }) => version > from && version <= to)
      .map((happening) => happening.deliverFrom(this.#at(asOf(happening.version))));
  }

  detail(version: number, id: string): ConversationDetail {
    return detailOf(find(this.#at(version), id));
  }

  rows(version: number): Conversation[] {
    return this.#at(version).map(rowOf).toSorted(comparePlaces);
  }

  /** What a screen fetches now: a page of conversations, all details, the end of each history. */
  fetch(version: number, { pageSize }: { pageSize: number }): Snapshot {
    const world = this.#at(version);
    const rows = this.rows(version);
    const conversations = rows.slice(0, pageSize);
    const end = conversations.at(-1);
    const nextCursor =
      rows.length > pageSize && end !== undefined ? { activeAt: end.activeAt, id: end.id } : null;
    const shown = world.filter((_, at) => at % 2 === 0);
    return {
      ...emptySnapshot(me),
      conversations: { conversations, nextCursor },
      details: Object.fromEntries(shown.map((talk) => [talk.id, detailOf(talk)])),
      windows: Object.fromEntries(shown.map((talk) => [talk.id, this.window(version, talk.id, 2)])),
    };
  }

  window(version: number, id: string, size: number) {
    const { messages } = find(this.#at(version), id);
    return {
      messages: messages.slice(-size),
      hasOlder: messages.length > size,
      hasNewer: false,
    };
  }

  #at(version: number): World {
    const world = this.#versions[version];
    if (world === undefined) throw new Error(`the model has no version ${version}`);
    return world;
  }

  #commit(world: World, deliverFrom: Happening["deliverFrom"] | undefined) {
    this.#versions.push(world);
    if (deliverFrom !== undefined) this.#log.push({ version: this.version, deliverFrom });
  }

  #replace(talk: Talk): World {
    return this.#at(this.version).map((known) => (known.id === talk.id ? talk : known));
  }

  #step(step: Step) {
    const world = this.#at(this.version);
    const talk = world[step.at];
    switch (step.do) {
      case "open":
        return this.#open(world);
      case "send":
        return talk && this.#send(talk, step);
      case "read":
        return talk && this.#read(talk, step);
    }
  }

  #open(world: World) {
    const id = talkId(world.length);
    const talk = {
      id,
      openedAt: timeOf(this.#ticks),
      messages: [],
      read: { me: 0, ann: 0, bob: 0 },
    };
    this.#commit([...world, talk], (later) => ({
      type: "conversation.opened",
      conversation: detailOf(find(later, id)),
    }));
  }

  #send(talk: Talk, { by, tick }: { by: Person; tick: boolean }) {
    if (tick) this.#ticks += 1;
    const seq = talk.messages.length + 1;
    const sent = message(talk.id, seq, { senderId: by, createdAt: timeOf(this.#ticks) });
    const read = { ...talk.read, [by]: seq };
    this.#commit(this.#replace({ ...talk, messages: [...talk.messages, sent], read }), () => ({
      type: "message.created",
      message: sent,
    }));
  }

  #read(talk: Talk, { by, upTo }: { by: Person; upTo: number }) {
    const readSeq = Math.min(upTo, talk.messages.length);
    if (readSeq <= talk.read[by]) return;
    const next = { ...talk, read: { ...talk.read, [by]: readSeq } };
    // The writer chooses the recipients: read positions of users who share no receipts are not sent.
    const deliver: Happening["deliverFrom"] = (later) => {
      const now = find(later, talk.id);
      const { unread, lastSeq } = rowOf(now);
      return {
        type: "conversation.read",
        conversationId: talk.id,
        userId: by,
        readSeq: now.read[by],
        unread: by === me ? { count: unread, upToSeq: lastSeq } : null,
      };
    };
    this.#commit(this.#replace(next), by === "bob" ? undefined : deliver);
  }
}
