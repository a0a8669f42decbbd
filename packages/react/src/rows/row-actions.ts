import type { Role } from "@parley/contract/people";
import type { Row } from "./row.ts";

/** What can be done with a message, in the order in which it is offered. */
export type RowAction = "reply" | "react" | "edit" | "delete" | "copy" | "mark-unread";

/** What decides, beside the message itself, on what is offered. */
export interface ActionFacts {
  /** Whether the signed-in person can write in the conversation now. */
  readonly canWrite: boolean;
  readonly role: Role | undefined;
  /** How long an author may edit, in milliseconds. */
  readonly editWindow: number;
  readonly now: number;
}

/** SPEC MSG-13 to MSG-15, MSG-17, MSG-21: nothing is offered that the server would refuse. */
export function actionsFor(row: Row, facts: ActionFacts): readonly RowAction[] {
  const { canWrite, role, editWindow, now } = facts;
  if (row.body === null || row.change !== null) return [];
  if (row.seq === null) return ["copy"];
  const canEdit = canWrite && row.isOwn && now - row.at.getTime() < editWindow;
  const canDelete = row.isOwn || role === "ADMIN";
  const offered: Readonly<Record<RowAction, boolean>> = {
    reply: canWrite,
    react: canWrite,
    edit: canEdit,
    delete: canDelete,
    copy: true,
    "mark-unread": !row.isOwn,
  };
  // The keys of the record above are the actions.
  return (Object.keys(offered) as RowAction[]).filter((action) => offered[action]);
}
