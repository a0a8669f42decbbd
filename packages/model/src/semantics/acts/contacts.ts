import { blocks, haveSharedConversation } from "../relations.ts";
import { pairKey, personIn, refuseIf, type World } from "../world.ts";

type Pair = readonly [me: string, other: string];

const isStaff = (world: World, id: string) => personIn(world, id).role === "ADMIN";

/** BLK-1 to BLK-3. */
export function block(world: World, [me, other]: Pair): void {
  refuseIf(me === other, "invalid_input");
  refuseIf(!haveSharedConversation(world, [me, other]), "not_found");
  refuseIf(isStaff(world, me) || isStaff(world, other), "forbidden");
  refuseIf(personIn(world, other).kind === "SYSTEM", "forbidden");
  const key = pairKey(me, other);
  if (!world.blocks.has(key)) world.blocks.set(key, world.now);
}

export function unblock(world: World, [me, other]: Pair): void {
  world.blocks.delete(pairKey(me, other));
}

/** CON-6, CON-7. */
export function addContact(world: World, [me, other]: Pair): void {
  const { kind, isActive } = personIn(world, other);
  // KIND-1: others have no address.
  const isThere = kind === "PERSON" && isActive && !blocks(world, other, me);
  refuseIf(!isThere, "not_found");
  refuseIf(me === other, "invalid_input");
  refuseIf(blocks(world, me, other), "contact_unavailable");
  world.added.add(pairKey(me, other));
}

export function removeContact(world: World, [me, other]: Pair): void {
  world.added.delete(pairKey(me, other));
}
