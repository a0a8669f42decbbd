import type { Conversation, Member } from "@parley/contract/conversations";
import { usePresence } from "../../hooks/use-presence.ts";
import { nameOfConversation, otherPersonOf } from "../../people.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { Avatar } from "../avatar.tsx";
import { BackIcon } from "../icons.tsx";

interface ChatHeaderProps {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  readonly onBack?: (() => void) | undefined;
}

/** Who is there, or how many belong to it. */
function Subtitle({ conversation, members }: Pick<ChatHeaderProps, "conversation" | "members">) {
  const labels = useLabels();
  const format = useFormat();
  const other = otherPersonOf(conversation);
  const isOnline = usePresence(other?.id)?.state === "online";
  if (other === null) {
    if (members.length === 0) return null;
    return labels.memberCount(format.number(members.length), members.length);
  }
  if (!isOnline) return labels.roles[other.role];
  return (
    <>
      <span className="parley-dot parley-dot--inline" aria-hidden="true" />
      {labels.online}
    </>
  );
}

export function BackButton({ onBack }: { onBack: () => void }) {
  const labels = useLabels();
  return (
    <button
      type="button"
      className="parley-icon-button parley-back"
      aria-label={labels.back}
      title={labels.back}
      onClick={onBack}
    >
      <BackIcon />
    </button>
  );
}

/** With whom the conversation is. */
export function ChatHeader({ conversation, members, onBack }: ChatHeaderProps) {
  const other = otherPersonOf(conversation);
  const name = nameOfConversation(conversation);
  return (
    <header className="parley-header">
      {onBack !== undefined && <BackButton onBack={onBack} />}
      <Avatar
        name={name}
        imageUrl={other?.avatarUrl}
        shadeKey={other?.id ?? conversation.id}
        isGroup={other === null}
      />
      <div className="parley-header__text">
        <h2 className="parley-header__name">
          <bdi>{name}</bdi>
        </h2>
        <p className="parley-header__subtitle">
          <Subtitle conversation={conversation} members={members} />
        </p>
      </div>
    </header>
  );
}
