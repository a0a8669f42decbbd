import type { Person } from "@parley/contract";
import { useAdminText } from "../parts/admin-text.ts";
import { nameList } from "../parts/name-list.ts";
import { othersOf } from "./contact-change.ts";
import type { ContactChange } from "./contact-change.ts";

interface ConsequencesProps {
  readonly change: ContactChange;
  /** The user whose contacts are named; if absent, pairs are counted. */
  readonly person?: Person;
}

/** The contacts that begin and end with a change, shown before it is made. */
export function Consequences({ change, person }: ConsequencesProps) {
  const { t } = useAdminText();
  return (
    <div className="grid gap-2 rounded-lg bg-raised p-3 text-sm wrap-anywhere">
      {person === undefined ? (
        <Counted change={change} />
      ) : (
        <Named change={change} person={person} />
      )}
      <p className="text-muted">{t("change.kept")}</p>
    </div>
  );
}

function Counted({ change: { begins, ends } }: { readonly change: ContactChange }) {
  const { t } = useAdminText();
  return (
    <>
      <p>{t("change.endsCount", { count: ends.length })}</p>
      {begins.length > 0 && <p>{t("change.beginsCount", { count: begins.length })}</p>}
    </>
  );
}

interface NamedProps {
  readonly change: ContactChange;
  readonly person: Person;
}

function Named({ change, person }: NamedProps) {
  const text = useAdminText();
  const { t } = text;
  const ends = othersOf(change.ends, person.id).map(({ name }) => name);
  const begins = othersOf(change.begins, person.id).map(({ name }) => name);
  return (
    <>
      <p>
        {ends.length === 0 ? (
          t("change.endsNobody")
        ) : (
          <>
            <strong className="font-medium">{t("change.ends")}:</strong> {nameList(ends, text)}
          </>
        )}
      </p>
      {begins.length > 0 && (
        <p>
          <strong className="font-medium">{t("change.begins")}:</strong> {nameList(begins, text)}
        </p>
      )}
    </>
  );
}
