import type { Role } from "@parley/contract";
import type { Row } from "./row.ts";

/** Pinning a message for everyone who can see it, and saving it for the user alone. */
export type KeepAction = "pin" | "unpin" | "save" | "unsave";

/** The actions on a message, in the order in which they are offered. */
export type RowAction =
  | "reply"
  | "react"
  | "edit"
  | "delete"
  | "copy"
  | "copy-link"
  | "template"
  | "translate"
  | "mark-unread"
  | "make-item"
  | "report"
  | KeepAction;

/** `seq` of the pinned messages of a conversation, and of those that the user has saved. */
export interface KeptSeqs {
  readonly pinned: ReadonlySet<number>;
  readonly saved: ReadonlySet<number>;
}

/** What the offered actions depend on, apart from the message itself. */
export interface ActionFacts extends Partial<KeptSeqs> {
  /** Whether the signed-in user can write in the conversation now. */
  readonly canWrite: boolean;
  readonly role: Role | undefined;
  /** How long an author may edit, in milliseconds. */
  readonly editWindow: number;
  readonly now: number;
  /** What cards refer to, by the ids of their messages. Without it no things are made of messages. */
  readonly cards?: Readonly<Record<string, unknown>> | undefined;
  /** Whether messages have addresses. */
  readonly hasLinks: boolean;
  /** Whether the browser translates. */
  readonly canTranslate?: boolean | undefined;
}

/** SPEC MSG-13 to MSG-15, MSG-17, MSG-21, PIN-1, PIN-3, SAV-1, TPL-5, REP-13: only actions that the server accepts are offered. */
export function actionsFor(row: Row, facts: ActionFacts): readonly RowAction[] {
  const { canWrite, role, editWindow, now, hasLinks } = facts;
  if (row.change !== null) return [];
  // What others have deleted can still be reported.
  if (row.body === null) return row.isOwn || row.seq === null ? [] : ["report"];
  if (row.seq === null) return ["copy"];
  const isCard = facts.cards?.[row.id] !== undefined;
  const canEdit = canWrite && !isCard && row.isOwn && now - row.at.getTime() < editWindow;
  const isPinned = facts.pinned?.has(row.seq) === true;
  const isSaved = facts.saved?.has(row.seq) === true;
  const canDelete = row.isOwn || role === "ADMIN";
  const offered: Readonly<Record<RowAction, boolean>> = {
    reply: canWrite,
    react: canWrite,
    edit: canEdit,
    delete: canDelete,
    copy: true,
    "copy-link": hasLinks,
    template: row.isOwn,
    translate: !row.isOwn && facts.canTranslate === true,
    pin: canWrite && !isPinned,
    unpin: canWrite && isPinned,
    save: !isSaved,
    unsave: isSaved,
    "make-item": canWrite && facts.cards !== undefined && !isCard,
    "mark-unread": !row.isOwn,
    report: !row.isOwn,
  };
  // The keys of the record above are the actions.
  return (Object.keys(offered) as RowAction[]).filter((action) => offered[action]);
}
