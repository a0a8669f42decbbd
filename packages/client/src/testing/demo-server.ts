import { idOf, messageOf, personOf } from "./fake-data.ts";
import { createFakeServer } from "./fake-server.ts";

/** A user of tests: a mentee. */
export const noah = personOf("noah", "Noah Lindqvist");
/** A user of tests: a mentor. */
export const priya = personOf("priya", "Priya Nair", "MENTOR");
/** The id of the direct conversation with Noah. */
export const withNoah = idOf(1);
/** The id of the conversation of a group. */
export const withGroup = idOf(2);

/** A server on which Ana has a conversation with Noah and one with a group. */
export function createDemoServer() {
  const server = createFakeServer(personOf("me", "Ana Kovač", "MENTOR"));
  server.addConversation({
    id: withNoah,
    with: { kind: "direct", person: noah },
    members: [noah],
    messages: [
      messageOf({ conversationId: withNoah, seq: 1, senderId: "me", body: "How did it go?" }),
      messageOf({ conversationId: withNoah, seq: 2, senderId: "noah", body: "Very well!" }),
    ],
    readSeq: 1,
  });
  server.addConversation({
    id: withGroup,
    with: { kind: "group", groupId: "g", name: "Spring cohort" },
    members: [noah, priya],
    messages: [
      messageOf({ conversationId: withGroup, seq: 1, senderId: "priya", body: "Welcome" }),
    ],
  });
  server.addContact(noah, "mentees", "Spring cohort");
  server.addContact(priya, "mentors", "Spring cohort");
  return server;
}
