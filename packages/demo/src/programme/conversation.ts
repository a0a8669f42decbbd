import type { GroupId } from "./groups.ts";
import type { PersonId } from "./people.ts";

/**
 * A conversation of the demo programme. `transcript` is in the notation of `../transcript.ts`; a line names its speaker
 * by first name. `unread` is the number of last messages that a participant has not seen yet.
 */
export type ProgrammeConversation = {
  readonly transcript: string;
  readonly unread?: Partial<Record<PersonId, number>>;
} & ({ readonly between: readonly [PersonId, PersonId] } | { readonly group: GroupId });
