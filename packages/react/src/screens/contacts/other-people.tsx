import { PeopleSection } from "../../components/contacts/people-section.tsx";
import { useContacts } from "../../hooks/people/use-contacts.ts";
import { usePeopleSearch } from "../../hooks/people/use-people-search.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";

interface OtherPeopleProps {
  readonly search: string;
  readonly openingId: string | undefined;
  readonly onMessage: (personId: string) => void;
}

/** Users who match the search and can be written to, but are not contacts. */
export function OtherPeople({ search, openingId, onMessage }: OtherPeopleProps) {
  const labels = useAllLabels();
  const found = usePeopleSearch(search);
  const contacts = valueOf(useContacts()) ?? [];
  if (found.status === "loading") return null;
  if (found.status === "failed") {
    return (
      <div className="parley-list-end" role="alert">
        <p>{labels.morePeopleFailed}</p>
        <button type="button" className="parley-button" onClick={found.retry}>
          {labels.reload}
        </button>
      </div>
    );
  }
  const known = new Set(contacts.map(({ person }) => person.id));
  const others = found.value.filter(({ id }) => !known.has(id));
  if (others.length === 0) return null;
  return (
    <PeopleSection
      heading={labels.morePeople}
      people={others.map((person) => ({
        person,
        words: labels.roles[person.role],
        isBusy: person.id === openingId,
      }))}
      action={labels.message}
      onAction={({ id }) => onMessage(id)}
    />
  );
}
