import { outcomeOf } from "@parley/client";
import type { Conversation } from "@parley/contract";
import { starterTimeOf, type StarterPlace } from "@parley/contract/starter-table";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import { useRequest } from "../../provider/use-screen.ts";
import { useFormat } from "../../provider/wording-context.ts";
import {
  allStarters,
  loadStarterTexts,
  offeredStarters,
  type Starter,
  starterLanguageOf,
} from "../../starters/starters.ts";
import { fieldsOf, readStored, writeStored } from "../../stored.ts";

const WEEK = 7 * 86_400_000;
/** Offered at a time. */
const SHOWN = 3;

export interface StartersProps {
  readonly conversation: Conversation;
  readonly role: StarterPlace["role"];
  /** Whether the last message is a while ago; the conversation is empty otherwise. */
  readonly isSilent: boolean;
  /** Puts the text into the field. */
  readonly onChoose: (text: string) => void;
}

/** The starters of the page's language as ADMINs have them; none until they are known. */
function useStarters(): readonly Starter[] {
  const { client } = useMessaging();
  const language = starterLanguageOf(useFormat().locale);
  const [all, setAll] = useState<readonly Starter[]>([]);
  useEffect(() => {
    let isOver = false;
    const load = async () => {
      const [texts, changes] = await Promise.all([
        loadStarterTexts(language),
        client.trpc.starters.list.query({ language }),
      ]);
      if (!isOver) setAll(allStarters(texts, changes.changes));
    };
    // Without an answer nothing is offered: an ADMIN may have hidden some.
    void outcomeOf(load());
    return () => {
      isOver = true;
    };
  }, [client, language]);
  return all;
}

/** The week of the programme, counted from when the two came into contact, or from the conversation's beginning. */
function useWeek({ id, activeAt }: Conversation): number | null {
  const { server } = useMessaging().client;
  const { items } = useRequest({ request: "about", conversationId: id });
  if (items.status === "loading") return null;
  const about = valueOf(items)?.[0];
  const since = about?.kind === "direct" ? about.since : null;
  return Math.floor((server.now() - Date.parse(since ?? activeAt)) / WEEK) + 1;
}

/** The silences that the user does not want to be reminded of, by conversation: the `seq` of the last message. */
function createDismissals(userId: string) {
  const name = `parley:silences:${userId}`;
  const read = () => fieldsOf(readStored(name));
  return {
    has: ({ id, lastSeq }: Conversation) => read().get(id) === lastSeq,
    // Without a storage it lasts as long as the conversation is open.
    add: ({ id, lastSeq }: Conversation) =>
      writeStored(name, { ...Object.fromEntries(read()), [id]: lastSeq }),
  };
}

/** SPEC STA-2: ideas for a message, for an empty conversation or after a silence. */
export function Starters(props: StartersProps) {
  const { conversation, isSilent } = props;
  const labels = useAllLabels();
  const { screen } = useMessaging();
  const dismissals = createDismissals(screen.get().userId);
  /** After a silence there is a line, and the ideas once they are asked for. */
  const [isOpen, setIsOpen] = useState(!isSilent);
  const [isDismissed, setIsDismissed] = useState(() => isSilent && dismissals.has(conversation));
  if (isDismissed) return null;
  const dismiss = isSilent && (
    <Button
      label={labels.notNow}
      onPress={() => {
        dismissals.add(conversation);
        setIsDismissed(true);
      }}
    />
  );
  if (isOpen) return <Ideas {...props} dismiss={dismiss} />;
  return (
    <section className="parley-starters" aria-label={labels.startersAfterSilence}>
      <div className="parley-starters__head">
        <p className="parley-starters__title">{labels.startersAfterSilence}</p>
        <Button label={labels.showIdeas} onPress={() => setIsOpen(true)} />
        {dismiss}
      </div>
    </section>
  );
}

function Button({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="parley-starters__button" onClick={onPress}>
      {label}
    </button>
  );
}

/** Three ideas, and the next ones. */
function Ideas({
  conversation,
  role,
  isSilent,
  onChoose,
  dismiss,
}: StartersProps & { readonly dismiss: ReactNode }) {
  const labels = useAllLabels();
  const all = useStarters();
  const week = useWeek(conversation);
  const [first, setFirst] = useState(0);
  const section = useRef<HTMLElement>(null);
  const offered =
    week === null ? [] : offeredStarters(all, { role, when: starterTimeOf(week), isSilent });
  const isShown = offered.length > 0;
  useEffect(() => {
    // The button that was pressed is gone.
    if (isShown && isSilent) section.current?.focus({ preventScroll: true });
  }, [isShown, isSilent]);
  if (!isShown) return null;
  const shown = [...offered, ...offered].slice(first, first + Math.min(SHOWN, offered.length));
  const title = isSilent ? labels.startersAfterSilence : labels.starters;
  return (
    <section ref={section} className="parley-starters" tabIndex={-1} aria-label={title}>
      <div className="parley-starters__head">
        <p className="parley-starters__title">{title}</p>
        {offered.length > SHOWN && (
          <Button
            label={labels.otherIdeas}
            onPress={() => setFirst((now) => (now + SHOWN) % offered.length)}
          />
        )}
        {dismiss}
      </div>
      <ul className="parley-starters__list">
        {shown.map(({ key, body }) => (
          <li key={key}>
            <button
              type="button"
              className="parley-starters__idea"
              dir="auto"
              onClick={() => onChoose(body)}
            >
              {body}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
