import type { RequestItems, ScreenRequest } from "@parley/client";
import type { Conversation, Person } from "@parley/contract";
import type { ReactNode } from "react";
import { RowSkeletons } from "../../../components/feedback/skeletons.tsx";
import { Failure } from "../../../components/feedback/notice.tsx";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { useMessaging } from "../../../provider/messaging-context.ts";
import { useRequest } from "../../../provider/use-screen.ts";
import { useToday } from "../../../provider/use-today.ts";
import { useFormat } from "../../../provider/wording-context.ts";
import { Section } from "./section.tsx";

/** What a list of shared things knows of its conversation. */
export interface SharedProps {
  readonly conversation: Conversation;
  readonly people: ReadonlyMap<string, Person>;
  readonly userId: string;
  readonly onJump: (seq: number) => void;
}

interface SharedListProps<Request extends "files" | "links"> {
  readonly request: Extract<ScreenRequest, { request: Request }>;
  readonly heading: string;
  /** Said if nothing was found, and perhaps there is something further back. */
  readonly nothing: (hasMore: boolean) => string;
  readonly older: string;
  /** The things of a fetched page, each with a key. */
  readonly render: (items: readonly RequestItems[Request][]) => readonly ReactNode[];
}

/** What was shared in a conversation, the newest first. */
export function SharedList<Request extends "files" | "links">(props: SharedListProps<Request>) {
  const { request, heading, nothing, older, render } = props;
  const { screen } = useMessaging();
  const labels = useAllLabels();
  const { items, hasMore, more } = useRequest(request);
  const body = () => {
    switch (items.status) {
      case "loading":
        return <RowSkeletons />;
      case "failed":
        return <Failure reason={items.reason} onRetry={items.retry} />;
      case "ready": {
        const shown = render(items.value);
        return shown.length === 0 ? (
          <p className="parley-about__text">{nothing(hasMore)}</p>
        ) : (
          <ul className="parley-about__links">{shown}</ul>
        );
      }
    }
  };
  return (
    <Section heading={heading}>
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
            {more === "failed" ? labels.reload : older}
          </button>
        </div>
      )}
    </Section>
  );
}

interface SharedItemProps extends Omit<SharedProps, "conversation"> {
  readonly children: ReactNode;
  /** The message with it. */
  readonly seq: number;
  readonly senderId: string;
  readonly at: string;
}

/** A shared thing: who sent it and when, with the way to its message. */
export function SharedItem({
  children,
  seq,
  senderId,
  at,
  people,
  userId,
  onJump,
}: SharedItemProps) {
  const labels = useAllLabels();
  const format = useFormat();
  const today = useToday();
  const name = people.get(senderId)?.name ?? labels.formerMember;
  return (
    <li className="parley-about__link">
      {children}
      <span className="parley-about__words">
        <bdi>{senderId === userId ? labels.you : name}</bdi>
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
