import { limits } from "@parley/contract/limits";
import { orNotFound, personIn, refuseIf, type ModelMessage, type World } from "../world.ts";
import { messageAt, requireWritable, type Membership } from "./membership.ts";
import { send } from "./send.ts";

/** Whether a user can own an item: present, and with an account. */
const isHere = (world: World, { conversation }: Membership, id: string) => {
  const { isActive, kind } = personIn(world, id);
  return conversation.participants.get(id)?.until === null && isActive && kind === "PERSON";
};

const openIn = ({ conversation }: Membership) =>
  conversation.messages.filter(({ item }) => item?.state === "open").length;

/** CARD-1, ACT-5: a shared item, with its card. */
export function makeItem(
  world: World,
  membership: Membership,
  { id, text, ownerId }: { id: string; text: string; ownerId: string },
): ModelMessage {
  requireWritable(world, membership);
  refuseIf(!isHere(world, membership, ownerId), "invalid_input");
  refuseIf(openIn(membership) >= limits.openItemsMax, "invalid_input");
  const stored = send(world, membership, { id, body: `☑ ${text}`, replyTo: null, mentions: [] });
  stored.item = { text, ownerId, state: "open", version: 1, changedAt: world.now };
  return stored;
}

/** ACT-2 to ACT-4: done, open again, removed, or taken by the caller. */
export function changeItem(
  world: World,
  membership: Membership,
  { seq, to }: { seq: number; to: "open" | "done" | "removed" | "taken" },
): ModelMessage {
  const { conversation, userId } = membership;
  refuseIf(!conversation.messages[seq - 1]?.item, "not_found");
  const stored = messageAt(membership, seq);
  const item = orNotFound(stored.item ?? undefined);
  requireWritable(world, membership);
  const isTheirs = userId === stored.senderId || userId === item.ownerId;
  const hasOwner = isHere(world, membership, item.ownerId);
  refuseIf(conversation.groupId !== null && hasOwner && !isTheirs, "forbidden");
  const after = {
    ownerId: to === "taken" ? userId : item.ownerId,
    state: to === "taken" ? item.state : to,
  };
  refuseIf(
    after.ownerId !== item.ownerId && !isHere(world, membership, after.ownerId),
    "invalid_input",
  );
  if (after.ownerId === item.ownerId && after.state === item.state) return stored;
  refuseIf(
    after.state === "open" && item.state !== "open" && openIn(membership) >= limits.openItemsMax,
    "invalid_input",
  );
  Object.assign(item, after, { version: item.version + 1, changedAt: world.now });
  return stored;
}
