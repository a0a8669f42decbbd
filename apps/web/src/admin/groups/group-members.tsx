import type { Person } from "@parley/contract/people";
import { useId, useState } from "react";
import { useAdminText } from "../admin-text.ts";
import { PersonLine } from "../parts/person-line.tsx";
import { AddMentees } from "./add-mentees.tsx";
import type { GroupPageProps } from "./group-page-props.ts";
import { GroupSection } from "./group-section.tsx";
import { MoveMentee } from "./move-mentee.tsx";
import { RemoveMentee } from "./remove-mentee.tsx";

/** What is asked about a mentee. */
interface Asked {
  readonly what: "move" | "remove";
  readonly mentee: Person;
}

/** Who is led in a group, and the ways in and out. */
export function GroupMembers(props: GroupPageProps) {
  const { group } = props;
  const { t } = useAdminText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const isArchived = group.state === "archived";
  const close = () => setAsked(null);
  return (
    <GroupSection title={t("group.members")}>
      {group.mentees.length === 0 && (
        <p className="mb-3 text-sm text-muted">{t("group.noMembers")}</p>
      )}
      <ul aria-label={t("group.members")} className="mb-4 grid divide-y divide-line">
        {group.mentees.map((mentee) => (
          <MenteeRow
            key={mentee.id}
            mentee={mentee}
            isFixed={isArchived}
            onAsk={(what) => setAsked({ what, mentee })}
          />
        ))}
      </ul>
      {!isArchived && <AddMentees {...props} />}
      {asked?.what === "move" && <MoveMentee {...props} mentee={asked.mentee} onClose={close} />}
      {asked?.what === "remove" && (
        <RemoveMentee {...props} mentee={asked.mentee} onClose={close} />
      )}
    </GroupSection>
  );
}

interface MenteeRowProps {
  readonly mentee: Person;
  readonly isFixed: boolean;
  onAsk(what: Asked["what"]): void;
}

function MenteeRow({ mentee, isFixed, onAsk }: MenteeRowProps) {
  const { t } = useAdminText();
  const id = useId();
  return (
    <li
      aria-labelledby={id}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5"
    >
      <PersonLine person={mentee} nameId={id} />
      {!isFixed && (
        <div className="flex gap-2 max-sm:ms-12">
          {(["move", "remove"] as const).map((what) => (
            <button
              key={what}
              type="button"
              className="button-quiet"
              aria-describedby={id}
              onClick={() => onAsk(what)}
            >
              {t(`group.${what}`)}
            </button>
          ))}
        </div>
      )}
    </li>
  );
}
