import type { Message } from "@parley/contract";
import { findLinks } from "@parley/contract/links";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { SharedItem, SharedList, type SharedProps } from "./shared-list.tsx";

/** The web addresses of a message, as the log shows them. */
const linksOf = (message: Message) =>
  findLinks(message.body ?? "").flatMap((part, at) =>
    part.kind === "link" && /^https?:/u.test(part.href)
      ? [{ key: `${message.seq} ${at}`, text: part.text, href: part.href, message }]
      : [],
  );

/** The links that were sent in a conversation, the newest first. */
export function SharedLinks({ conversation: { id: conversationId }, ...props }: SharedProps) {
  const labels = useAllLabels();
  return (
    <SharedList
      request={{ request: "links", conversationId }}
      heading={labels.sharedLinks}
      nothing={(hasMore) => (hasMore ? labels.noLinksLately : labels.noLinks)}
      older={labels.olderLinks}
      render={(messages) =>
        messages.flatMap(linksOf).map(({ key, text, href, message }) => (
          <SharedItem
            key={key}
            {...props}
            seq={message.seq}
            senderId={message.senderId}
            at={message.createdAt}
          >
            <a href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
              <bdi>{text}</bdi>
            </a>
          </SharedItem>
        ))
      }
    />
  );
}
