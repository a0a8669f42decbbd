import type { Conversation, Message, Person } from "@parley/contract";
import { findLinks } from "@parley/contract/links";
import { RowSkeletons } from "../../../components/feedback/skeletons.tsx";
import { Failure } from "../../../components/feedback/notice.tsx";
import { useSharedLinks } from "../../../hooks/messages/use-shared-links.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { Section } from "./section.tsx";

interface SharedLinksProps {
  readonly conversation: Conversation;
  readonly people: ReadonlyMap<string, Person>;
  readonly userId: string;
  readonly onJump: (seq: number) => void;
}

interface Shared {
  readonly key: string;
  readonly text: string;
  readonly href: string;
  readonly message: Message;
}

/** The web addresses of a message, as the log shows them. */
const linksOf = (message: Message): Shared[] =>
  findLinks(message.body ?? "").flatMap((part, at) =>
    part.kind === "link" && /^https?:/u.test(part.href)
      ? [{ key: `${message.seq} ${at}`, text: part.text, href: part.href, message }]
      : [],
  );

/** The links that were sent in a conversation, the newest first. */
export function SharedLinks(props: SharedLinksProps) {
  const labels = useAllLabels();
  const { messages, hasMore, more, loadMore } = useSharedLinks(props.conversation.id);
  const body = () => {
    switch (messages.status) {
      case "loading":
        return <RowSkeletons />;
      case "failed":
        return <Failure reason={messages.reason} onRetry={messages.retry} />;
      case "ready": {
        const links = messages.value.flatMap(linksOf);
        const nothing = hasMore ? labels.noLinksLately : labels.noLinks;
        return links.length === 0 ? (
          <p className="parley-about__text">{nothing}</p>
        ) : (
          <ul className="parley-about__links">
            {links.map((link) => (
              <SharedLink key={link.key} {...props} link={link} />
            ))}
          </ul>
        );
      }
    }
  };
  return (
    <Section heading={labels.sharedLinks}>
      {body()}
      {hasMore && (
        <div className="parley-list-end">
          {more === "failed" && <p role="alert">{labels.loadFailed}</p>}
          <button
            type="button"
            className="parley-button"
            aria-busy={more === "loading"}
            onClick={() => more !== "loading" && loadMore()}
          >
            {more === "failed" ? labels.reload : labels.olderLinks}
          </button>
        </div>
      )}
    </Section>
  );
}

function SharedLink({
  link,
  people,
  userId,
  onJump,
}: SharedLinksProps & { readonly link: Shared }) {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const { message, href, text } = link;
  const name = people.get(message.senderId)?.name ?? labels.formerMember;
  const author = message.senderId === userId ? labels.you : name;
  const at = new Date(message.createdAt);
  return (
    <li className="parley-about__link">
      <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        <bdi>{text}</bdi>
      </a>
      <span className="parley-about__words">
        <bdi>{author}</bdi>
        {" · "}
        <button
          type="button"
          className="parley-status__button"
          title={labels.showInConversation}
          onClick={() => onJump(message.seq)}
        >
          <time dateTime={message.createdAt}>{format.day(at, today)}</time>
          <span className="parley-hidden"> {labels.showInConversation}</span>
        </button>
      </span>
    </li>
  );
}
