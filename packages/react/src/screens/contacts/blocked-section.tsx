import { hasWords } from "@parley/contract/folding";
import type { Person } from "@parley/contract";
import { PeopleSection } from "../../components/contacts/people-section.tsx";
import { useToday } from "../../provider/use-today.ts";
import { useBlocked } from "../../hooks/people/use-blocked.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useFormat } from "../../provider/wording-context.ts";

interface BlockedSectionProps {
  readonly search: string;
  readonly onUnblock: (person: Person) => void;
}

/** The users whom the signed-in user blocks; nothing if there are none. */
export function BlockedSection({ search, onUnblock }: BlockedSectionProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const blocked = valueOf(useBlocked())?.filter(({ person }) => hasWords(person.name, search));
  if (blocked === undefined || blocked.length === 0) return null;
  return (
    <PeopleSection
      heading={labels.blockedPeople}
      people={blocked.map(({ person, since }) => ({
        person,
        words: labels.blockedSince(format.shortDate(new Date(since), today)),
      }))}
      action={labels.unblock}
      onAction={onUnblock}
    />
  );
}
