import { MessageFiles } from "../components/files/lazy-message-files.tsx";
import { atRest, onDemand } from "../components/on-demand.tsx";
import { Menu } from "../components/overlay/lazy-menu.ts";
import { RowSkeletons } from "../components/feedback/skeletons.tsx";
import type { ReactNode } from "react";
import type { ItemCardProps } from "./chat/cards/item-card.tsx";
import type { MeetingCardProps } from "./chat/cards/meeting-card.tsx";

// Not needed to read and write: their code is loaded after the page is rendered.

export const ContactsPanel = onDemand(
  async () => (await import("./contacts/contacts-panel.tsx")).ContactsPanel,
  <RowSkeletons />,
);
/** The page works without them: the same is in reach of the pointer. */
export const PageKeys = onDemand(
  async () => (await import("./page/page-keys.tsx")).PageKeys,
  null,
  null,
);
export const SearchDialog = onDemand(
  async () => (await import("./search/search-dialog.tsx")).SearchDialog,
);
export const SearchBody = onDemand(
  async () => (await import("./search/search-body.tsx")).SearchBody,
);
export const NothingChosen = onDemand(
  async () => (await import("./page/nothing-chosen.tsx")).NothingChosen,
);
export const DeleteDialog = onDemand(
  async () => (await import("./conversations/delete-dialog.tsx")).DeleteDialog,
);
export const ConversationMenu = onDemand(
  async () => (await import("./conversations/conversation-menu.tsx")).ConversationMenu,
);
export const ContactDialog = onDemand(
  async () => (await import("./contacts/contact-dialog.tsx")).ContactDialog,
);
/** The menu has the same actions. */
export const RowSwipes = atRest(
  async () => (await import("./conversations/row-swipes.tsx")).RowSwipes,
);
export const DetailsPanel = onDemand(
  async () => (await import("./chat/details/details-panel.tsx")).DetailsPanel,
);
export const ConversationSearch = onDemand(
  async () => (await import("./chat/details/conversation-search.tsx")).ConversationSearch,
);
export const JumpProblem = onDemand(
  async () => (await import("./chat/jump-problem.tsx")).JumpProblem,
);
export const DeleteMessageDialog = onDemand(
  async () => (await import("./chat/delete-message-dialog.tsx")).DeleteMessageDialog,
);
export const MentionsList = onDemand(
  async () => (await import("./search/mentions-list.tsx")).MentionsList,
  <RowSkeletons />,
);
export const SavedList = onDemand(
  async () => (await import("./search/saved-list.tsx")).SavedList,
  <RowSkeletons />,
);
export const PinnedMessages = onDemand(
  async () => (await import("./chat/pinned-messages.tsx")).PinnedMessages,
  null,
  null,
);
export const Attachments = onDemand(
  async () => (await import("../components/files/attachments.tsx")).Attachments,
);
export const TemplateCompletion = onDemand(
  async () => (await import("./chat/template-completion.tsx")).TemplateCompletion,
  null,
  null,
);
interface Said {
  /** What the message says: shown until its card is there, and without it. */
  readonly text: ReactNode;
}
export const ItemCard = onDemand<ItemCardProps & Said>(
  async () => (await import("./chat/cards/item-card.tsx")).ItemCard,
  ({ text }) => text,
);
export const MeetingCard = onDemand<MeetingCardProps & Said>(
  async () => (await import("./chat/cards/meeting-card.tsx")).MeetingCard,
  ({ text }) => text,
);
/** The details have the same. Its place is kept, so that the field does not become narrower. */
export const ProposeMeeting = atRest(
  async () => (await import("./chat/cards/propose-meeting.tsx")).ProposeMeeting,
  <span className="parley-composer__tool" data-tool="meeting" aria-hidden="true" />,
);
export const ItemDialog = onDemand(
  async () => (await import("./chat/cards/item-dialog.tsx")).ItemDialog,
);
export const TemplatesDialog = onDemand(
  async () => (await import("./chat/templates-dialog.tsx")).TemplatesDialog,
);
export const WhyDialog = onDemand(
  async () => (await import("./contacts/why-dialog.tsx")).WhyDialog,
);
export const ExpectedNotification = onDemand(
  async () => (await import("./chat/expected-notification.tsx")).ExpectedNotification,
  null,
  null,
);

export const SendLater = onDemand(
  async () => (await import("./chat/send-later.tsx")).SendLater,
  null,
  null,
);
export const Starters = onDemand(
  async () => (await import("./chat/starters.tsx")).Starters,
  null,
  null,
);
export const ReportDialog = onDemand(
  async () => (await import("./reports/report-dialog.tsx")).ReportDialog,
);
export const Scheduled = onDemand(async () => (await import("./chat/scheduled.tsx")).Scheduled);

/** Everything that the page may load later. */
export const later = [
  Menu,
  PageKeys,
  SearchDialog,
  SearchBody,
  ContactsPanel,
  NothingChosen,
  ConversationMenu,
  ContactDialog,
  DetailsPanel,
  ConversationSearch,
  DeleteDialog,
  DeleteMessageDialog,
  MentionsList,
  SavedList,
  PinnedMessages,
  Attachments,
  MessageFiles,
  TemplateCompletion,
  ItemCard,
  ItemDialog,
  MeetingCard,
  TemplatesDialog,
  Starters,
  WhyDialog,
  ExpectedNotification,
  SendLater,
  Scheduled,
  ReportDialog,
] as const;
