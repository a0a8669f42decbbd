import type { Group } from "@parley/contract/groups";
import type { Person } from "@parley/contract/people";
import type { GroupDraft } from "./group-draft.ts";

/** The group that a form would make. */
export const groupOfDraft = (
  draft: GroupDraft & { readonly mentor: Person },
  id: string,
): Group => ({
  id,
  name: draft.name.trim(),
  mentor: draft.mentor,
  mentees: draft.mentees.filter((mentee) => mentee.id !== draft.mentor.id),
  state: "active",
  endsAt: null,
  conversationId: "",
});
