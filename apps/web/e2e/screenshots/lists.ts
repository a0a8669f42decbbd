import type { Page } from "playwright-core";
import { conversationLink, signOut } from "../support/person.ts";
import { conversationWith, correspond, sendAll } from "../support/programme.ts";
import { cut, enter, resume, stall } from "./scene.ts";
import type { Scene } from "./scene.ts";

const HOUR = 3_600_000;

/** Creates a row of every kind in the mentor's list. */
async function arrange({ url, pair }: Scene) {
  const [mentor, mentee] = [await correspond(url, pair.mentor), await correspond(url, pair.mentee)];
  await sendAll(mentee, await conversationWith(mentee, pair.mentor), ["Are you there?", "Hello?"]);
  const { conversations } = await mentor.api.conversations.list.query({ limit: 100 });
  const [pinned, muted, marked] = conversations.filter(
    ({ with: other }) => other.kind === "direct" && other.person.id !== pair.mentee.id,
  );
  if (pinned === undefined || muted === undefined || marked === undefined) return;
  const until = new Date(Date.now() + HOUR).toISOString();
  const { setPreferences, markUnread } = mentor.api.conversations;
  await setPreferences.mutate({ conversationId: pinned.id, pinned: true });
  await setPreferences.mutate({ conversationId: muted.id, mutedUntil: until });
  await markUnread.mutate({ conversationId: marked.id });
}

/** Opens the menu of a row: its button is shown on hover. */
async function openRowMenu(page: Page, name: string) {
  const row = page.getByRole("listitem").filter({ has: page.getByRole("link", { name }) });
  await conversationLink(page, name).hover();
  await row.getByRole("button", { name: "More" }).click();
  await page.getByRole("menu").waitFor();
}

async function shootRowMenu({ page, pair, shoot }: Scene) {
  const { name } = pair.mentee;
  await openRowMenu(page, name);
  await shoot("list-menu");
  await page.getByRole("menuitem", { name: "Delete for me" }).click();
  await page.getByRole("dialog").waitFor();
  await shoot("list-delete");
  await page.getByRole("button", { name: "Cancel" }).click();
  await openRowMenu(page, name);
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await shoot("list-toast");
  await page.getByRole("button", { name: "Undo" }).click();
  await conversationLink(page, name).waitFor();
}

/** The list of conversations: full, loading, empty, unavailable, and actions on a row. */
export async function shootLists(scene: Scene): Promise<void> {
  const { page, pair, shoot } = scene;
  await arrange(scene);
  await stall(scene);
  await enter(scene, pair.mentor.name);
  await shoot("list-loading");
  await page.getByRole("tab", { name: "Contacts" }).click();
  await shoot("contacts-loading");
  await resume(scene);
  await page.getByRole("tab", { name: "Conversations" }).click();
  await conversationLink(page, pair.mentee.name).waitFor();
  await shoot("list");
  await conversationLink(page, pair.mentee.name).focus();
  await page.keyboard.press("ArrowDown");
  await shoot("list-focused");
  await page.getByRole("button", { name: "Unread" }).click();
  await shoot("list-unread");
  await page.getByRole("button", { name: "Archived" }).click();
  await page.getByText("Nothing archived").waitFor();
  await shoot("list-nothing-archived");
  await page.getByRole("button", { name: "All", exact: true }).click();
  await shootRowMenu(scene);
}

/** A user whose list is empty, and one whose server does not respond. */
export async function shootEmptyLists(scene: Scene): Promise<void> {
  const { page, url, pair, shoot } = scene;
  const mentee = await correspond(url, pair.mentee);
  const { conversations } = await mentee.api.conversations.list.query({ limit: 100 });
  for (const { id } of conversations) {
    await mentee.api.conversations.delete.mutate({ conversationId: id });
  }
  await enter(scene, pair.mentee.name);
  await page.getByText("No conversations yet").waitFor();
  await shoot("list-empty");
  await signOut(page);
  await cut(scene);
  await enter(scene, pair.mentor.name);
  await page.getByRole("alert").first().waitFor();
  await shoot("list-failed");
}
