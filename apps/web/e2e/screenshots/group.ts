import { composer, messagesWith, openConversation, signOut } from "../support/person.ts";
import { correspond, findPerson, sendAll } from "../support/programme.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

const GROUP = { id: "code-and-circuits", name: "Code & Circuits" };

/** A user leaves and returns, one is mentioned, and all react. */
async function prepare({ url, pair }: Scene) {
  const admin = await correspond(url, await findPerson(url, "Grace Adeyemi"));
  const kai = await findPerson(url, "Kai Zhang");
  const change = { groupId: GROUP.id, menteeIds: [kai.id] };
  await admin.api.groups.removeMembers.mutate(change);
  await admin.api.groups.addMembers.mutate(change);
  const mentor = await correspond(url, pair.mentor);
  const { conversations } = await mentor.api.conversations.list.query({ limit: 100 });
  const group = conversations.find(({ with: other }) => other.kind === "group");
  if (group === undefined) throw new Error("The mentor is in no group");
  await sendAll(await correspond(url, kai), group.id, ["I am back!", "What did I miss?"]);
  await sendAll(await correspond(url, pair.mentee), group.id, ["Welcome back."]);
}

/** A contact with whom the mentee has no conversation yet. */
async function findStranger({ url, pair }: Scene) {
  const { api } = await correspond(url, pair.mentee);
  const { contacts } = await api.contacts.list.query({});
  const { conversations } = await api.conversations.list.query({ limit: 100 });
  const known = conversations
    .filter(({ lastMessage }) => lastMessage !== null)
    .map(({ with: other }) => other.kind === "direct" && other.person.id);
  const stranger = contacts.find(({ person }) => !known.includes(person.id));
  if (stranger === undefined) throw new Error("Everybody has written to everybody");
  return stranger.person;
}

/** A conversation with many participants, and an empty one. */
export async function shootGroup(scene: Scene): Promise<void> {
  const { page, url, pair, shoot } = scene;
  await prepare(scene);
  await enter(scene, pair.mentor.name);
  await openConversation(page, GROUP.name);
  await messagesWith(page, GROUP.name).getByText("Welcome back.").last().waitFor();
  await shoot("group-conversation");
  await composer(page, GROUP.name).fill("Hello @");
  await page.getByRole("listbox", { name: "Mention somebody" }).waitFor();
  await shoot("group-mention");
  await composer(page, GROUP.name).fill("");
  await page.goto(url);
  await signOut(page);
  await enter(scene, pair.mentee.name, "/contacts");
  const stranger = await findStranger(scene);
  const row = page.getByRole("tabpanel").getByRole("listitem", { name: stranger.name });
  await row.getByRole("button", { name: "Message" }).click();
  await page.getByText("Say hello to").waitFor();
  await shoot("conversation-empty");
}
