import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import { isFocused, pressTo } from "./support/focus.ts";
import { messageIn } from "./support/open-both.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  visit,
} from "./support/person.ts";
import { conversationWith, correspond, sendAll } from "./support/programme.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("the keyboard alone", (stage) => {
  test("a whole day with the keyboard alone: from the sign-in to the sign-out", async () => {
    const { mentor, mentee } = stage().nextPair();
    const { server, browser } = stage();
    const theirs = await correspond(server.url, mentor);
    await sendAll(theirs, await conversationWith(theirs, mentee), [
      "How did it go?",
      "Tell me all",
    ]);
    const look = { ...server, reducedMotion: "reduce" } as const;
    const b = await person(browser, mentor.name, look);
    await openConversation(b.page, mentee.name);
    const { page, faults } = await visit(browser, look);
    const { keyboard } = page;
    const to = (key: string, target: Locator) => pressTo(page, key, target);
    const activate = async (key: string, target: Locator) => {
      await to(key, target);
      await keyboard.press("Enter");
    };
    const logs = { a: messagesWith(page, mentor.name), b: messagesWith(b.page, mentee.name) };
    const field = composer(page, mentor.name);
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");

    // Signs in, and opens a conversation.
    await activate("Tab", page.getByRole("button", { name: new RegExp(`^${mentee.name}`, "u") }));
    const links = page.getByRole("list", { name: "Conversations" }).getByRole("link");
    await to("Tab", links.first());
    await activate("ArrowDown", conversationLink(page, mentor.name));
    await eventually(() => isFocused(field)).toBe(true);

    // Writes with formatting and an emoji, and corrects it.
    await keyboard.type("It went ");
    await keyboard.press("Control+b");
    // The code of formatting may still be on its way: a user sees the marks before they type between them.
    await eventually(() => field.inputValue()).toBe("It went **");
    await keyboard.type("well");
    await keyboard.press("Control+b");
    await keyboard.type(" :tad");
    await page
      .getByRole("option", { name: /tada|party popper/iu })
      .first()
      .waitFor();
    await keyboard.press("Enter");
    await keyboard.press("Enter");
    await messageIn(logs.b, "It went").getByText("well", { exact: true }).waitFor();
    await keyboard.press("ArrowUp");
    await eventually(() => isFocused(page.getByRole("textbox", { name: "Edit message" }))).toBe(
      true,
    );
    await keyboard.press("End");
    await keyboard.type("!");
    await keyboard.press("Enter");
    await messageIn(logs.b, "It went").getByText("edited").waitFor();
    await eventually(() => isFocused(field)).toBe(true);

    // Reacts to a message, answers it, pins and saves it.
    await keyboard.press("Shift+Tab");
    await keyboard.press("End");
    await to("ArrowUp", messageIn(logs.a, "How did it go?"));
    await keyboard.press("+");
    await page.getByRole("dialog", { name: "React" }).waitFor();
    await keyboard.press("Enter");
    await messageIn(logs.b, "How did it go?")
      .getByRole("button", { name: /^👍 1: /u })
      .waitFor();
    await eventually(focused).toContain("How did it go?");
    await keyboard.press("p");
    await b.page
      .getByRole("region", { name: "Pinned messages" })
      .getByText("How did it go?")
      .waitFor();
    await keyboard.press("s");
    await messageIn(logs.a, "How did it go?").getByRole("img", { name: "Saved" }).waitFor();
    await keyboard.press("r");
    await keyboard.type("About the lanterns");
    await keyboard.press("Enter");
    await messageIn(logs.b, "About the lanterns").getByText("How did it go?").waitFor();

    // Opens the details and the search of the conversation, and returns to the field each time.
    await activate(
      "Shift+Tab",
      page.getByRole("heading", { name: mentor.name }).getByRole("button"),
    );
    await page.getByRole("dialog", { name: `About ${mentor.name}` }).waitFor();
    await keyboard.press("Escape");
    await keyboard.press("Control+f");
    const search = page.getByRole("searchbox", { name: "Search in this conversation" });
    await eventually(() => isFocused(search)).toBe(true);
    await keyboard.type("lanterns");
    await page
      .getByRole("list", { name: "Search results" })
      .getByRole("link", { name: /lanterns/u })
      .waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await eventually(focused).toContain("About the lanterns");

    // Leaves a message for tomorrow.
    await to("Tab", field);
    await keyboard.type("Good luck");
    await activate("Tab", page.getByRole("button", { name: "Send later" }));
    await eventually(() => isFocused(page.getByRole("menuitem", { name: /^Tomorrow at/u }))).toBe(
      true,
    );
    await keyboard.press("Enter");
    await page.getByText("1 message will be sent later").waitFor();

    // Archives the conversation and brings it back.
    await activate("Tab", page.getByRole("button", { name: "Conversation menu" }));
    await to("ArrowDown", page.getByRole("menuitem", { name: "Archive" }));
    await keyboard.press("Enter");
    await activate("Tab", page.getByRole("button", { name: "Undo" }));
    await conversationLink(page, mentor.name).waitFor();

    // Contacts, the theme, and the sign-out.
    await to("Tab", page.getByRole("tab", { name: "Conversations" }));
    await keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Contacts", selected: true }).waitFor();
    await activate("Tab", page.getByRole("button", { name: /^Account/u }));
    const account = page.getByRole("group", { name: "Account" });
    await to("Tab", account.getByRole("radio", { name: "System" }));
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await account.getByRole("radio", { name: "Dark", checked: true }).waitFor();
    await keyboard.press("Escape");
    expect(await isFocused(page.getByRole("button", { name: /^Account/u }))).toBe(true);
    await keyboard.press("Enter");
    await activate("Tab", account.getByRole("button", { name: "Sign out" }));
    await page.getByRole("button", { name: new RegExp(`^${mentee.name}`, "u") }).waitFor();
    expect([...faults, ...b.faults]).toEqual([]);
  });
});
