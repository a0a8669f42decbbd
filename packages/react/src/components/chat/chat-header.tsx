import type { Conversation, Member } from "@parley/contract";
import { type ReactNode, useId } from "react";
import { nameOfConversation, otherPersonOf } from "../../people.ts";
import { useFormat, useLabels } from "../../provider/wording-context.ts";
import { MoreIcon } from "../action-icons.tsx";
import { Avatar } from "../avatar.tsx";
import { BackIcon, SearchIcon } from "../icons.tsx";

/** What can be open next to the messages. */
export type ChatPanel = "details" | "search";

interface ChatHeaderProps extends SubtitleProps {
  readonly onBack?: (() => void) | undefined;
  readonly panel: ChatPanel | null;
  readonly onPanel: (panel: ChatPanel | null) => void;
  readonly isMenuOpen: boolean;
  readonly onMenu: (trigger: HTMLElement) => void;
}

interface SubtitleProps {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  /** The other user of a direct conversation is online. */
  readonly isOnline: boolean;
}

/** Whether the other user is online or automated, or the number of members. */
export function Subtitle({ conversation, members, isOnline }: SubtitleProps) {
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

interface ToolProps {
  readonly panel?: ChatPanel;
  readonly label: string;
  readonly hasPopup: "dialog" | "menu";
  readonly isOpen: boolean;
  readonly onPress: (trigger: HTMLElement) => void;
  readonly children: ReactNode;
}

function Tool({ label, panel, hasPopup, isOpen, onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className="parley-icon-button"
      data-panel={panel}
      aria-label={label}
      aria-haspopup={hasPopup}
      aria-expanded={isOpen}
      title={label}
      onClick={(event) => onPress(event.currentTarget)}
    >
      {children}
    </button>
  );
}

/** The other user or the group, as a button that opens the details, and the actions of the conversation. */
export function ChatHeader(props: ChatHeaderProps) {
  const { conversation, onBack, panel, onPanel } = props;
  const labels = useLabels();
  const subtitleId = useId();
  const other = otherPersonOf(conversation);
  const name = nameOfConversation(conversation);
  const toggle = (which: ChatPanel) => onPanel(panel === which ? null : which);
  return (
    <header className="parley-header">
      {onBack !== undefined && <BackButton onBack={onBack} />}
      <div className="parley-header__about">
        <Avatar
          name={name}
          imageUrl={other?.avatarUrl}
          shadeKey={other?.id ?? conversation.id}
          isGroup={other === null}
        />
        <div className="parley-header__text">
          <h2 className="parley-header__name" dir="auto">
            {/* It covers the picture and the line below as well. */}
            <button
              type="button"
              className="parley-header__button"
              data-panel="details"
              aria-haspopup="dialog"
              aria-expanded={panel === "details"}
              aria-describedby={subtitleId}
              title={labels.details}
              onClick={() => toggle("details")}
            >
              {name}
            </button>
          </h2>
          <p className="parley-header__subtitle" id={subtitleId}>
            <bdi>
              <Subtitle {...props} />
            </bdi>
          </p>
        </div>
      </div>
      <div className="parley-header__tools">
        <Tool
          label={labels.searchHere}
          panel="search"
          hasPopup="dialog"
          isOpen={panel === "search"}
          onPress={() => toggle("search")}
        >
          <SearchIcon />
        </Tool>
        <Tool
          label={labels.conversationMenu}
          hasPopup="menu"
          isOpen={props.isMenuOpen}
          onPress={props.onMenu}
        >
          <MoreIcon />
        </Tool>
      </div>
    </header>
  );
}
