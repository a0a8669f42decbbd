import { expect, test } from "vitest";
import { eventually } from "./support/eventually.ts";
import {
  composer,
  conversationLink,
  messagesWith,
  openConversation,
  person,
  write,
} from "./support/person.ts";
import { browserSuite } from "./support/suite.ts";

browserSuite("two people", (stage) => {
  test("SIG-1, READ-3: @trpc/react-query 11.19 on core 11.25 supports queries, mutations and subscriptions: a mentee types and writes, the mentor sees it at once and answers, both see what was read", async () => {
    const { mentor, mentee } = stage().nextPair();
    const [a, b] = await Promise.all([
      person(stage().browser, mentor.name, stage().server),
      person(stage().browser, mentee.name, stage().server),
    ]);
    await Promise.all([
      openConversation(a.page, mentee.name),
      openConversation(b.page, mentor.name),
    ]);

    await composer(b.page, mentor.name).pressSequentially("Do you have a minute?");
    await a.page.getByRole("status").getByText(`${mentee.name} is typing`).first().waitFor();
    await composer(b.page, mentor.name).press("Enter");
    await messagesWith(a.page, mentee.name).getByText("Do you have a minute?").waitFor();

    await write(a.page, mentee.name, "For you, always.");
    await messagesWith(b.page, mentor.name).getByText("For you, always.").waitFor();
    const answer = messagesWith(a.page, mentee.name).getByRole("article", { name: "You" }).last();
    await answer.getByText("Seen", { exact: true }).waitFor();

    await b.page.goto(stage().server.url);
    await write(a.page, mentee.name, "One more thing.");
    await write(a.page, mentee.name, "And another.");
    const row = conversationLink(b.page, mentor.name);
    await eventually(() => row.innerText()).toContain("2 unread");
    expect(await answer.getByText("Seen", { exact: true }).count()).toBe(0);
    await openConversation(b.page, mentor.name);
    await eventually(() => row.innerText()).not.toContain("unread");
    await answer.getByText("Seen", { exact: true }).waitFor();
    expect([...a.faults, ...b.faults]).toEqual([]);
  });
});
