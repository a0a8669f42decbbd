import type { AboutConversation, Explanation, Person } from "@parley/contract";
import type { ReactNode } from "react";
import { useNow } from "../../../hooks/time/use-now.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { hoursAhead, timeIn } from "../../../time/zone-difference.ts";
import { reasonWords } from "../../contacts/why-dialog.tsx";
import { Section } from "./section.tsx";

interface PersonDetailsProps {
  readonly person: Person;
  readonly about: Extract<AboutConversation, { kind: "direct" }>;
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="parley-about__fact">
      <dt>{term}</dt>
      <dd>
        <bdi>{children}</bdi>
      </dd>
    </div>
  );
}

const MINUTE = 60_000;

/** The time on the clocks of a time zone, which goes on while it is shown; null if the browser does not know the zone. */
function useLocalTime(timeZone: string | null): string | null {
  const labels = useAllLabels();
  const format = useFormat();
  const { server } = useMessaging().client;
  const now = useNow([(Math.floor(server.now() / MINUTE) + 1) * MINUTE]);
  if (timeZone === null) return null;
  const ahead = hoursAhead(now, timeZone);
  if (ahead === undefined) return null;
  const time = timeIn(now, { timeZone, locale: format.locale });
  if (ahead === 0) return labels.timeSame(time);
  const hours = format.number(Math.abs(ahead));
  return ahead > 0 ? labels.timeAhead(time, hours) : labels.timeBehind(time, hours);
}

/** What is known of a person. */
export function PersonDetails({ person, about }: PersonDetailsProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const { explanation, since, timeZone, responseTime } = about;
  const time = useLocalTime(timeZone);
  const groups = explanation.reasons.flatMap((reason) =>
    reason.type === "group" ? [reason.groupName] : [],
  );
  return (
    <>
      <dl className="parley-about__facts">
        {person.kind === undefined && <Fact term={labels.role}>{labels.roles[person.role]}</Fact>}
        {time !== null && <Fact term={labels.localTime}>{time}</Fact>}
        {responseTime !== null && (
          <Fact term={labels.answers}>{labels.responseTimes[responseTime]}</Fact>
        )}
        {since !== null && <Fact term={labels.contactSince}>{format.date(new Date(since))}</Fact>}
        {groups.length > 0 && <Fact term={labels.sharedGroups}>{format.names(groups)}</Fact>}
      </dl>
      <Why person={person} explanation={explanation} />
    </>
  );
}

function Why({ person, explanation }: { person: Person; explanation: Explanation }) {
  const labels = useAllLabels();
  const { rule, reasons } = explanation;
  // The groups are named above.
  const others = reasons.filter(({ type }) => type !== "group");
  return (
    <Section heading={labels.whyTitle(person.name)}>
      <p className="parley-about__text">{labels.rules[rule](person.name)}</p>
      {others.length > 0 && (
        <ul className="parley-dialog__points">
          {others.map((reason) => (
            <li key={reasonWords(reason, labels)}>{reasonWords(reason, labels)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
