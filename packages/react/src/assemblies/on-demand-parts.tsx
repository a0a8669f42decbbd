import { onDemand } from "../components/on-demand.tsx";
import { Menu } from "../components/overlay/lazy-menu.ts";
import { RowSkeletons } from "../components/skeletons.tsx";

// Nobody needs one of these to read and write: their code is fetched once the page stands.

export const ContactsPanel = onDemand(
  async () => (await import("./contacts-panel.tsx")).ContactsPanel,
  <RowSkeletons />,
);
export const Switcher = onDemand(async () => (await import("./switcher.tsx")).Switcher);
export const MessageSearchBody = onDemand(
  async () => (await import("./message-search-body.tsx")).MessageSearchBody,
);
export const DeleteDialog = onDemand(
  async () => (await import("./delete-dialog.tsx")).DeleteDialog,
);
export const DeleteMessageDialog = onDemand(
  async () => (await import("./delete-message-dialog.tsx")).DeleteMessageDialog,
);
export const MentionsList = onDemand(
  async () => (await import("./mentions-list.tsx")).MentionsList,
  <RowSkeletons />,
);
export const WhyDialog = onDemand(async () => (await import("./why-dialog.tsx")).WhyDialog);

/** All that the page may need later. */
export const later = [
  Menu,
  Switcher,
  MessageSearchBody,
  ContactsPanel,
  DeleteDialog,
  DeleteMessageDialog,
  MentionsList,
  WhyDialog,
] as const;
