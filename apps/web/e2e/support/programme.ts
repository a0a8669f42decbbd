import type { DemoAppRouter } from "@parley/client";
import type { Message, Person } from "@parley/contract";
import { createTRPCClient, httpLink } from "@trpc/client";
import type { TRPCClient } from "@trpc/client";
import { uuidv7 } from "uuidv7";

type Api = TRPCClient<DemoAppRouter>;

/** One demo user who calls the server without a browser. */
export interface Correspondent {
  readonly person: Person;
  readonly api: Api;
}

/** A mentor and one of their mentees. */
export interface Pair {
  readonly mentor: Person;
  readonly mentee: Person;
}

function connect(url: string, token?: string): Api {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return createTRPCClient<DemoAppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] });
}

/** Every mentor with every one of their mentees, group by group. */
export async function listPairs(url: string): Promise<Pair[]> {
  const { people } = await connect(url).demo.people.query();
  const groups = Map.groupBy(people, (entry) => entry.groupName);
  return [...groups].flatMap(([groupName, entries]) => {
    const members = entries.map((entry) => entry.person);
    const mentor = members.find((person) => person.role === "MENTOR");
    if (groupName === null || mentor === undefined) return [];
    return members.filter((one) => one.role === "MENTEE").map((mentee) => ({ mentor, mentee }));
  });
}

/** A user of the demo programme. */
export async function findPerson(url: string, name: string): Promise<Person> {
  const { people } = await connect(url).demo.people.query();
  const found = people.find(({ person }) => person.name === name);
  if (found === undefined) throw new Error(`No user of the demo programme is called ${name}`);
  return found.person;
}

/** What the app stores about a demo user who has signed in. */
export async function sessionOf(url: string, name: string) {
  const person = await findPerson(url, name);
  const { token } = await connect(url).demo.signIn.mutate({ userId: person.id });
  return { token, person };
}

/** Signs in as a demo user without a browser. */
export async function correspond(url: string, person: Person): Promise<Correspondent> {
  const { token } = await connect(url).demo.signIn.mutate({ userId: person.id });
  return { person, api: connect(url, token) };
}

/** The id of the conversation of two users; opens it if there is none. */
export async function conversationWith(from: Correspondent, other: Person): Promise<string> {
  const conversation = await from.api.conversations.open.mutate({ userId: other.id });
  return conversation.id;
}

/** Sends texts sequentially, so that they are stored in this order. */
export async function sendAll(from: Correspondent, conversationId: string, bodies: string[]) {
  for (const body of bodies) {
    await from.api.messages.send.mutate({ conversationId, id: uuidv7(), body });
  }
}

/** Sends many texts concurrently, in any order, as fast as the server accepts them. */
export async function sendMany(from: Correspondent, conversationId: string, bodies: string[]) {
  const waiting = bodies.values();
  const send = async () => {
    for (const body of waiting) {
      await from.api.messages.send.mutate({ conversationId, id: uuidv7(), body });
    }
  };
  await Promise.all(Array.from({ length: 32 }, send));
}

/** Every message of a conversation, first to last, as the server stores them. */
export async function readAll({ api }: Correspondent, conversationId: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let hasNewer = true; hasNewer;) {
    const at = { from: "after", seq: all.at(-1)?.seq ?? 0 } as const;
    const page = await api.messages.list.query({ conversationId, at, limit: 100 });
    all.push(...page.messages);
    hasNewer = page.hasNewer;
  }
  return all;
}
