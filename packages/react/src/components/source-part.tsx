import type { SourcePart } from "@parley/contract/inline-marks";
import type { ReactNode } from "react";
import { useTabIndex } from "./message-list/actions/message-tab-index.ts";

/** Links to the page's own origin open in place, all others in a new tab. */
const targetOf = (href: string) =>
  typeof location !== "undefined" && new URL(href).origin === location.origin
    ? undefined
    : "_blank";

/** A link in a message, which opens nothing of the page to its target. */
export function MessageLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      className="parley-link"
      href={href}
      target={targetOf(href)}
      rel="noopener noreferrer nofollow ugc"
      tabIndex={useTabIndex()}
    >
      {children}
    </a>
  );
}

interface PartProps {
  readonly part: SourcePart;
  /** The signed-in user, whose own mention is highlighted. */
  readonly userId: string;
}

/** Plain text, a link or a mention. */
export function Part({ part, userId }: PartProps) {
  switch (part.kind) {
    case "text":
      return part.text;
    case "mention":
      return (
        <bdi className="parley-mention" data-me={part.id === userId}>
          {part.text}
        </bdi>
      );
    case "link":
      return <MessageLink href={part.href}>{part.text}</MessageLink>;
  }
}
