import type { Contact, Group, StreamEvent, UpdateMeInput } from "@parley/contract";
import { applyBlocked, applyContactsAdded, applyUnblocked } from "../apply/contact.ts";
import { applyGroup } from "../apply/group.ts";
import { applyPerson } from "../apply/user.ts";
import type { Snapshot } from "../snapshot.ts";
import type { CommandOptions } from "./commands.ts";

/** Events about a user, or about a block of them. */
const isAboutUser =
  (userId: string) =>
  (event: StreamEvent): boolean =>
    (event.type === "contact.blocked" && event.blocked.person.id === userId) ||
    (event.type === "contact.unblocked" && event.userId === userId) ||
    (event.type === "user.updated" && event.person.id === userId);

const never = () => false;

/** The calls about users and groups; each rejects with its refusal. */
export function createPeopleCalls({ client, core }: CommandOptions) {
  const { contacts, users } = client.trpc;
  const applyMe = (
    server: Snapshot,
    { cursor: _cursor, ...me }: Awaited<ReturnType<typeof users.updateMe.mutate>>,
  ) => {
    const { id, name, role, avatarUrl } = me;
    return applyPerson(server, { person: { id, name, role, avatarUrl }, me });
  };
  const updateMe = (input: UpdateMeInput) =>
    core.settle({
      call: () => users.updateMe.mutate(input),
      apply: applyMe,
      isAbout: isAboutUser(core.get().userId),
    });
  return {
    addContact: (email: string): Promise<Contact> =>
      core.settle<Contact>({
        call: () => contacts.add.mutate({ email }),
        apply: (server, contact) => applyContactsAdded(server, [contact]),
        // Only the result tells whose address it is; an event about the same user is applied again after it.
        isAbout: never,
      }),
    removeContact: (userId: string) => contacts.remove.mutate({ userId }),
    block: (userId: string) =>
      core.settle({
        call: () => contacts.block.mutate({ userId }),
        apply: applyBlocked,
        isAbout: isAboutUser(userId),
      }),
    unblock: (userId: string) =>
      core.settle({
        call: () => contacts.unblock.mutate({ userId }),
        apply: (server) => applyUnblocked(server, userId),
        isAbout: isAboutUser(userId),
      }),
    changeGroup: (call: () => Promise<Group>) =>
      core.settle<Group>({
        call,
        apply: (server, group) => applyGroup(server, { groupId: group.id, group }),
        isAbout: never,
      }),
    updateMe,
    async uploadAvatar(picture: Blob) {
      await client.avatars.upload(picture);
      // Without changes: its result has the new picture's address.
      return updateMe({});
    },
  };
}
