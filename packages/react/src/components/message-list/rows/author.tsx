import type { Person } from "@parley/contract/people";
import { useLabels } from "../../../provider/wording-context.ts";
import { Avatar } from "../../avatar.tsx";

/** The name and face above the first message of somebody else in a group. */
export function Author({ person, senderId }: { person: Person | undefined; senderId: string }) {
  const labels = useLabels();
  const name = person?.name ?? labels.formerMember;
  return (
    <div className="parley-author">
      <Avatar name={name} imageUrl={person?.avatarUrl} shadeKey={senderId} size="small" />
      <bdi className="parley-author__name">{name}</bdi>
    </div>
  );
}
