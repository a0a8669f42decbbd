import type { Contact, Role } from "@parley/contract";
import { useCallback } from "react";
import { BlockIcon, InfoIcon, RemovePersonIcon } from "../../components/menu-icons.tsx";
import type { MenuAction } from "../../components/overlay/menu.tsx";
import { useMe } from "../../hooks/session/use-me.ts";
import type { Labels } from "../../labels.ts";
import { valueOf } from "../../loadable.ts";
import { useAllLabels } from "../../provider/all-labels.ts";
import type { OpenDialog } from "./contact-dialogs.tsx";

interface Facts {
  readonly labels: Labels;
  readonly ownRole: Role | undefined;
  readonly onDialog: (dialog: OpenDialog) => void;
}

/** Only what the server accepts: staff neither block nor are blocked, and only custom contacts can be removed. */
function actionsOf(contact: Contact, { labels, ownRole, onDialog }: Facts): MenuAction[] {
  const { person, reasons } = contact;
  const isRemovable = reasons.some(({ type }) => type === "custom");
  const isBlockable = ownRole !== "ADMIN" && person.role !== "ADMIN";
  const why = {
    label: labels.why,
    icon: <InfoIcon />,
    onChoose: () => onDialog({ dialog: "why", person }),
  };
  const remove = {
    label: labels.remove,
    icon: <RemovePersonIcon />,
    onChoose: () => onDialog({ dialog: "step", step: { type: "remove", contact } }),
  };
  const block = {
    label: labels.block,
    icon: <BlockIcon />,
    isGrave: true,
    onChoose: () => onDialog({ dialog: "step", step: { type: "block", person } }),
  };
  return [why, ...(isRemovable ? [remove] : []), ...(isBlockable ? [block] : [])];
}

/** The actions of a contact's menu. */
export function useContactMenu(onDialog: (dialog: OpenDialog) => void) {
  const labels = useAllLabels();
  const ownRole = valueOf(useMe())?.role;
  return useCallback(
    (contact: Contact) => actionsOf(contact, { labels, ownRole, onDialog }),
    [labels, ownRole, onDialog],
  );
}
