import { answerOperations, someFaults } from "../support/failed-jobs.ts";
import { enter } from "./scene.ts";
import type { Scene } from "./scene.ts";

async function shootGroups({ page, url, shoot }: Scene) {
  await page.goto(`${url}/groups`);
  await page.getByRole("list", { name: "Groups" }).waitFor();
  await shoot("groups");
  await page.getByRole("searchbox", { name: "Search groups" }).fill("nothing of this name");
  await shoot("groups-nothing-fits");
  await page.goto(`${url}/groups?new`);
  await page.getByRole("button", { name: "Create group" }).click();
  await shoot("group-new-problems");
  const mentees = page.getByRole("combobox", { name: "Mentees" });
  for (const name of ["Daniel Osei", "Kai Zhang", "Mei Chen"]) {
    await mentees.fill(name);
    await page.getByRole("option", { name }).click();
  }
  await page.getByRole("combobox", { name: "Mentor" }).fill("ra");
  await page.getByRole("option").first().waitFor();
  await shoot("group-new");
}

async function shootGroup({ page, url, shoot }: Scene) {
  await page.goto(`${url}/groups?id=health-and-science`);
  await page.getByRole("img").first().waitFor();
  await shoot("group");
  await page.getByRole("heading", { name: "Activity" }).scrollIntoViewIfNeeded();
  await shoot("group-activity");
  await page.getByRole("button", { name: "Move", exact: true }).first().click();
  await page.getByRole("combobox", { name: "To group" }).fill("stu");
  await page.getByRole("option").first().click();
  await shoot("group-move");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("main").getByRole("button", { name: "Archive" }).click();
  await page.getByRole("alertdialog").waitFor();
  await shoot("group-archive");
}

async function shootPeople({ page, url, shoot }: Scene) {
  await page.goto(`${url}/people`);
  await page.getByRole("list", { name: "People" }).getByRole("listitem").first().waitFor();
  await shoot("people");
  await page.getByRole("button", { name: "Change role" }).first().click();
  await page.getByRole("alertdialog").waitFor();
  await shoot("people-role");
}

async function shootActivity({ page, url, shoot }: Scene) {
  await page.goto(`${url}/activity`);
  await page.getByRole("img").first().waitFor();
  await shoot("activity");
  await page.getByText("Show the numbers").first().click();
  await page.getByRole("table").waitFor();
  await shoot("activity-numbers");
}

async function shootOperations({ page, url, shoot }: Scene) {
  await page.goto(`${url}/operations`);
  await page.getByText("Nothing has failed.").waitFor();
  await shoot("operations-none");
  await answerOperations(page, someFaults());
  await page.reload();
  await page.getByRole("list", { name: "Failed jobs" }).waitFor();
  await shoot("operations");
}

/** The pages of a signed-in ADMIN, in English. */
export async function shootAdmin(scene: Scene): Promise<void> {
  await enter(scene, "Grace Adeyemi");
  await shootGroups(scene);
  await shootGroup(scene);
  await shootPeople(scene);
  await shootActivity(scene);
  await shootOperations(scene);
}
