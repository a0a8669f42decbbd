import type { Conversation, Member } from "@parley/contract";
import { nameOfConversation, otherPersonOf } from "../../people.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { Avatar } from "../avatar.tsx";
import { BackIcon } from "../icons.tsx";

interface ChatHeaderProps {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  /** The other user of a direct conversation is online. */
  readonly isOnline: boolean;
  readonly onBack?: (() => void) | undefined;
}

/** Whether the other user is online or automated, or the number of members. */
function Subtitle({ conversation, members, isOnline }: Omit<ChatHeaderProps, "onBack">) {
  const labels = useLabels();
  const format = useFormat();
  const other = otherPersonOf(conversation);
  if (other === null) {
    if (members.length === 0) return null;
    return labels.memberCount(format.number(members.length), members.length);
  }
  if (other.kind !== undefined) return <span className="parley-automated">{labels.automated}</span>;
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

/** The name of the other user or the group. */
export function ChatHeader({ onBack, ...subtitle }: ChatHeaderProps) {
  const { conversation } = subtitle;
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
        <h2 className="parley-header__name" dir="auto">
          {name}
        </h2>
        <p className="parley-header__subtitle">
          <bdi>
            <Subtitle {...subtitle} />
          </bdi>
        </p>
      </div>
    </header>
  );
}
