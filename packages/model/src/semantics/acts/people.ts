import type { Role } from "@parley/contract/people";
import { personIn, type World } from "../world.ts";

/** USR-6. */
export function deactivate(world: World, id: string): void {
  personIn(world, id).isActive = false;
}

/** USR-4, BLK-3: a user as the host platform sets them; a new ADMIN loses all blocks. */
export function upsert(
  world: World,
  person: { readonly id: string; readonly name: string; readonly role: Role },
): void {
  Object.assign(personIn(world, person.id), { ...person, isActive: true });
  if (person.role !== "ADMIN") return;
  for (const key of [...world.blocks.keys()]) {
    if (key.split(" ").includes(person.id)) world.blocks.delete(key);
  }
}
