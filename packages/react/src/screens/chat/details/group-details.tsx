import { reasonOf } from "@parley/client";
import { fold, hasWords } from "@parley/contract/folding";
import type { AboutConversation, GroupMember, Member, Person } from "@parley/contract";
import { useMemo, useState } from "react";
import { PersonAvatar } from "../../../components/avatar.tsx";
import { TransientProblem } from "../../../components/feedback/transient-problem.tsx";
import { SearchField } from "../../../components/search/search-field.tsx";
import { useOpenConversation } from "../../../hooks/conversations/use-open-conversation.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useReasonWords } from "../../../provider/use-reason-words.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { Section } from "./section.tsx";

interface GroupDetailsProps {
  readonly members: readonly Member[];
  readonly userId: string;
  readonly about: Extract<AboutConversation, { kind: "group" }>;
  readonly onOpenConversation: ((conversationId: string) => void) | undefined;
}

/** From this number of members on they can be searched. */
const SEARCHABLE_FROM = 8;

interface Listed {
  readonly person: Person;
  readonly isMentor: boolean;
  /** Absent for a former member, who sees none of it. */
  readonly known: GroupMember | undefined;
}

/** The mentor first, then by name. */
function useListed({ members, about }: GroupDetailsProps): readonly Listed[] {
  const { locale } = useFormat();
  return useMemo(() => {
    const known = new Map(about.members.map((member) => [member.userId, member]));
    const { compare } = new Intl.Collator(locale);
    return members
      .map(({ person }) => ({
        person,
        isMentor: person.id === about.mentorId,
        known: known.get(person.id),
      }))
      .toSorted(
        (one, other) =>
          Number(other.isMentor) - Number(one.isMentor) ||
          compare(one.person.name, other.person.name),
      );
  }, [members, about, locale]);
}

/** The members of a group: who leads it, since when each is in it, and a button to write to each. */
export function GroupDetails(props: GroupDetailsProps) {
  const { userId, onOpenConversation } = props;
  const labels = useAllLabels();
  const reasonWords = useReasonWords();
  const [search, setSearch] = useState("");
  const { open, openingId, error } = useOpenConversation();
  const listed = useListed(props);
  const found = listed.filter(
    ({ person }) => fold(search).trim() === "" || hasWords(person.name, search),
  );
  return (
    <Section heading={labels.members}>
      {listed.length >= SEARCHABLE_FROM && (
        <div className="parley-pane__search">
          <SearchField label={labels.searchMembers} text={search} onText={setSearch} />
        </div>
      )}
      <TransientProblem text={error === null ? null : reasonWords(reasonOf(error))} />
      <ul className="parley-list" aria-label={labels.members}>
        {found.map((member) => (
          <MemberRow
            key={member.person.id}
            {...member}
            isOwn={member.person.id === userId}
            isOpening={member.person.id === openingId}
            onMessage={
              onOpenConversation &&
              // A refusal is shown through `error`.
              (() => open(member.person.id).then(onOpenConversation, () => undefined))
            }
          />
        ))}
      </ul>
      <p className="parley-about__text" role="status">
        {found.length === 0 && search !== "" && labels.noMembersFound(search)}
      </p>
    </Section>
  );
}

interface MemberRowProps extends Listed {
  readonly isOwn: boolean;
  readonly isOpening: boolean;
  readonly onMessage: (() => unknown) | undefined;
}

function MemberRow({ person, isMentor, known, isOwn, isOpening, onMessage }: MemberRowProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const words = [
    isMentor ? labels.mentorOfGroup : labels.roles[person.role],
    ...(known === undefined
      ? []
      : [labels.memberSince(format.shortDate(new Date(known.since), today))]),
  ].join(" · ");
  return (
    <li className="parley-list__item parley-contact" aria-label={person.name}>
      <PersonAvatar person={person} />
      <span className="parley-contact__text">
        <span className="parley-contact__name">
          <bdi>{person.name}</bdi>
          {isOwn && ` (${labels.you})`}
        </span>
        <span className="parley-contact__words" dir="auto">
          {words}
        </span>
      </span>
      {known?.canMessage === true && onMessage && (
        <button
          type="button"
          className="parley-contact__open"
          aria-label={labels.messageTo(person.name)}
          title={labels.message}
          aria-busy={isOpening}
          onClick={onMessage}
        />
      )}
    </li>
  );
}
