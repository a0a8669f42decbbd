import type { Conversation, Person, SharedFile as Shared } from "@parley/contract";
import { RowSkeletons } from "../../../components/feedback/skeletons.tsx";
import { Failure } from "../../../components/feedback/notice.tsx";
import { MessageFiles } from "../../../components/files/message-files.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useRequest, useStore } from "../../../provider/use-screen.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { Section } from "./section.tsx";

interface SharedFilesProps {
  readonly conversation: Conversation;
  readonly people: ReadonlyMap<string, Person>;
  readonly userId: string;
  readonly onJump: (seq: number) => void;
}

/** The files that were sent in a conversation, the newest first. */
export function SharedFiles(props: SharedFilesProps) {
  const { client, screen } = useMessaging();
  const accepted = useStore(client.server.files, client.server.files.get);
  const labels = useAllLabels();
  const request = { request: "files", conversationId: props.conversation.id } as const;
  const { items, hasMore, more } = useRequest(request);
  if (accepted === undefined) return null;
  const body = () => {
    switch (items.status) {
      case "loading":
        return <RowSkeletons />;
      case "failed":
        return <Failure reason={items.reason} onRetry={items.retry} />;
      case "ready":
        return items.value.length === 0 ? (
          <p className="parley-about__text">{labels.noFiles}</p>
        ) : (
          <ul className="parley-about__links">
            {items.value.map((shared) => (
              <SharedFile key={shared.file.id} {...props} shared={shared} />
            ))}
          </ul>
        );
    }
  };
  return (
    <Section heading={labels.sharedFiles}>
      {body()}
      {hasMore && (
        <div className="parley-list-end">
          {more === "failed" && <p role="alert">{labels.loadFailed}</p>}
          <button
            type="button"
            className="parley-button"
            aria-busy={more === "loading"}
            onClick={() => more !== "loading" && screen.loadMoreOf(request)}
          >
            {more === "failed" ? labels.reload : labels.moreResults}
          </button>
        </div>
      )}
    </Section>
  );
}

function SharedFile({
  shared: { file, seq, senderId, at },
  people,
  userId,
  onJump,
}: SharedFilesProps & { readonly shared: Shared }) {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const name = people.get(senderId)?.name ?? labels.formerMember;
  const author = senderId === userId ? labels.you : name;
  return (
    <li className="parley-about__link">
      <MessageFiles files={[file]} />
      <span className="parley-about__words">
        <bdi>{author}</bdi>
        {" · "}
        <button
          type="button"
          className="parley-status__button"
          title={labels.showInConversation}
          onClick={() => onJump(seq)}
        >
          <time dateTime={at}>{format.day(new Date(at), today)}</time>
          <span className="parley-hidden"> {labels.showInConversation}</span>
        </button>
      </span>
    </li>
  );
}
