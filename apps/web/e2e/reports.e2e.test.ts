import { expect, test } from "vitest";
import { accessibilityFaults } from "./support/accessibility.ts";
import { chooseAction, messageIn, openBoth } from "./support/open-both.ts";
import { openAccount, person } from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

const ADMIN = "Grace Adeyemi";

browserSuite("reports", (stage) => {
  test("REP-13, REP-15, REP-16: a mentor reports a message, the admin reads it although it was deleted, and decides", async () => {
    const { a, b, logs, mentee } = await openBoth(stage(), ["Give me your number", "Now"]);
    const { browser, server } = stage();
    const staff = await person(browser, ADMIN, { ...server, reducedMotion: "reduce" });
    const nav = staff.page.getByRole("navigation", { name: "Main" });
    await nav.getByRole("link", { name: "Reports", exact: true }).waitFor();

    await chooseAction(messageIn(logs.a, "Give me your number"), "Report…");
    const dialog = a.page.getByRole("dialog", { name: "Report this message" });
    await dialog.getByText(new RegExp(`${mentee.name} is not told`)).waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await dialog.getByRole("radio", { name: /contact outside of here/ }).check();
    await dialog.getByRole("textbox", { name: /What happened/ }).fill("I do not want this");
    await dialog.getByRole("button", { name: "Send to staff" }).click();
    const thanks = a.page.getByRole("dialog", { name: "Thank you for telling us" });
    await thanks.getByRole("button", { name: "Block" }).waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    await thanks.getByRole("button", { name: "Done" }).click();

    // The author deletes it, and learns nothing of the report.
    await messageIn(logs.b, "Give me your number").hover();
    await messageIn(logs.b, "Give me your number").getByRole("button", { name: "Delete" }).click();

    // The badge is live, and leads to the list.
    await nav.getByRole("link", { name: "Reports 1", exact: true }).click();
    const open = staff.page.getByRole("list", { name: "Open" });
    expect(await accessibilityFaults(staff.page)).toEqual([]);
    await open.getByRole("link", { name: /contact outside of here/ }).click();
    const messages = staff.page.getByRole("list", { name: "Messages" });
    await messages.getByText("Give me your number").waitFor();
    await staff.page.getByText("I do not want this").waitFor();
    expect(await accessibilityFaults(staff.page)).toEqual([]);
    await staff.page.getByRole("textbox", { name: /^Note/ }).fill("Spoke with both");
    await staff.page.getByRole("button", { name: "Resolve" }).click();
    await staff.page.getByText("The report is resolved.").waitFor();
    await nav.getByRole("link", { name: "Reports", exact: true }).waitFor();

    const account = await openAccount(a.page);
    await account.getByRole("link", { name: "Settings" }).click();
    const own = a.page.getByRole("list", { name: "Your reports" });
    await own.getByText(/Closed: staff have decided/).waitFor();
    await own.getByText(new RegExp(`About ${mentee.name}`)).waitFor();
    expect(await accessibilityFaults(a.page)).toEqual([]);
    expect([...a.faults, ...b.faults, ...staff.faults]).toEqual([]);
  });

  test("REP-13, REP-14: a mentee asks staff for help without a connection, and it is sent when there is one", async () => {
    const { b } = await openBoth(stage());
    await (await openAccount(b.page)).getByRole("button", { name: "Ask staff for help" }).click();
    const dialog = b.page.getByRole("dialog", { name: "Ask staff for help" });
    await dialog.getByRole("textbox", { name: "How can we help you?" }).fill("Please call me");
    await b.context.setOffline(true);
    await dialog.getByRole("button", { name: "Send to staff" }).click();
    await dialog.getByText(/Not sent yet/).waitFor();
    await b.context.setOffline(false);
    const thanks = b.page.getByRole("dialog", { name: "Thank you for telling us" });
    await thanks.getByRole("button", { name: "Done" }).click();
    const { browser, server } = stage();
    const staff = await person(browser, ADMIN, { ...server, path: "/" });
    await staff.page.goto(new URL("/reports", server.url).href);
    await staff.page.getByText(`${b.name} asks for help`).waitFor();
  });
});
