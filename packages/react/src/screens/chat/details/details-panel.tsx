import type { Conversation, Member, Person } from "@parley/contract";
import { useEffect, useRef, useState } from "react";
import { Avatar } from "../../../components/avatar.tsx";
import { Subtitle } from "../../../components/chat/chat-header.tsx";
import { Failure } from "../../../components/feedback/notice.tsx";
import { HelpIcon, ReportIcon } from "../../../components/menu-icons.tsx";
import { RowSkeletons } from "../../../components/feedback/skeletons.tsx";
import type { ToastMessage } from "../../../components/feedback/toast.tsx";
import type { ConversationItem } from "../../../conversation-item.ts";
import { useAbout } from "../../../hooks/conversations/use-about.ts";
import { useMe } from "../../../hooks/session/use-me.ts";
import { valueOf } from "../../../loadable.ts";
import { nameOfConversation, otherPersonOf } from "../../../people.ts";
import { useAllLabels } from "../../../provider/all-labels.ts";
import { type ConversationVerbs, useRowActions } from "../../conversations/use-row-actions.tsx";
import { ReportDialog } from "../../on-demand-parts.tsx";
import { ActionItems } from "./action-items.tsx";
import { focusedIn } from "../use-chat-panel.ts";
import { Meetings } from "./meetings.tsx";
import { GroupDetails } from "./group-details.tsx";
import { PersonDetails } from "./person-details.tsx";
import { SharedFiles } from "./shared-files.tsx";
import { SharedLinks } from "./shared-links.tsx";
import { SidePane } from "./side-pane.tsx";

export interface DetailsPanelProps {
  readonly conversation: Conversation;
  readonly members: readonly Member[];
  readonly people: ReadonlyMap<string, Person>;
  readonly userId: string;
  readonly isOnline: boolean;
  readonly item: ConversationItem;
  readonly verbs: ConversationVerbs;
  /** Opens another conversation; absent if the host cannot. */
  readonly onOpenConversation: ((conversationId: string) => void) | undefined;
  readonly say: (message: ToastMessage) => void;
  readonly onJump: (seq: number) => void;
  readonly onClose: () => void;
}

/** What the reader may know of the other side of a conversation, and what they can do about it. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { conversation, item, verbs, onClose } = props;
  const labels = useAllLabels();
  const other = otherPersonOf(conversation);
  const name = nameOfConversation(conversation);
  return (
    <SidePane title={labels.detailsOf(name)} onClose={onClose}>
      <div className="parley-about__who">
        <Avatar
          name={name}
          imageUrl={other?.avatarUrl}
          shadeKey={other?.id ?? conversation.id}
          isGroup={other === null}
          size="large"
        />
        <p className="parley-about__name" dir="auto">
          {name}
        </p>
        {/* Otherwise it is the role, which follows. */}
        {(other === null || other.kind !== undefined || props.isOnline) && (
          <p className="parley-about__words">
            <bdi>
              <Subtitle {...props} />
            </bdi>
          </p>
        )}
      </div>
      <Known {...props} />
      <Meetings {...props} />
      <ActionItems {...props} />
      <SharedFiles {...props} />
      <SharedLinks {...props} />
      <Actions item={item} verbs={verbs} person={other} />
    </SidePane>
  );
}

function Known(props: DetailsPanelProps) {
  const about = useAbout(props.conversation.id);
  const other = otherPersonOf(props.conversation);
  switch (about.status) {
    case "loading":
      return <RowSkeletons />;
    case "failed":
      return <Failure reason={about.reason} onRetry={about.retry} />;
    case "ready":
      if (about.value.kind === "group") return <GroupDetails {...props} about={about.value} />;
      return other === null ? null : <PersonDetails person={other} about={about.value} />;
  }
}

/** REP-13: reports the other user, or asks staff for help with a group. */
function Report({ person }: { person: Person | null }) {
  const labels = useAllLabels();
  const isStaff = valueOf(useMe())?.role === "ADMIN";
  const [isOpen, setOpen] = useState(false);
  if (person === null && isStaff) return null;
  return (
    <li>
      <button
        type="button"
        className="parley-menu__item"
        data-grave={person !== null}
        onClick={() => setOpen(true)}
      >
        {person === null ? <HelpIcon /> : <ReportIcon />}
        <span>{person === null ? labels.askStaff : labels.reportPerson(person.name)}</span>
      </button>
      {isOpen && (
        <ReportDialog
          about={person === null ? { kind: "help" } : { kind: "user", userId: person.id }}
          person={person ?? undefined}
          onClose={() => setOpen(false)}
        />
      )}
    </li>
  );
}

interface ActionsProps extends Pick<DetailsPanelProps, "item" | "verbs"> {
  readonly person: Person | null;
}

/** Mute, block and report: the rest is in the menu of the header. */
function Actions({ item, verbs, person }: ActionsProps) {
  const list = useRef<HTMLUListElement>(null);
  const actionsOf = useRowActions(verbs);
  const actions = actionsOf(item).filter(({ verb }) => verb === "mute" || verb === "block");
  const count = actions.length;
  useEffect(() => {
    // A chosen action may be replaced by its opposite, and the focus would be lost.
    const focused = list.current && focusedIn(list.current);
    if (focused === null || focused === document.body)
      list.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [count]);
  return (
    <ul ref={list} className="parley-about__actions">
      {actions.map(({ label, icon, isGrave, onChoose }, at) => (
        // An action and its opposite have the same place.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={at - count}>
          <button
            type="button"
            className="parley-menu__item"
            data-grave={isGrave}
            onClick={onChoose}
          >
            {icon}
            <span>{label}</span>
          </button>
        </li>
      ))}
      <Report person={person} />
    </ul>
  );
}
