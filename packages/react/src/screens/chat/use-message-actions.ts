import type { Conversation } from "@parley/contract";
import { useCallback, useMemo, useState } from "react";
import type { ToastMessage } from "../../components/feedback/toast.tsx";
import type { MessageActions } from "../../components/message-list/actions/message-actions.ts";
import { useNow } from "../../hooks/time/use-now.ts";
import { usePolicy } from "../../hooks/session/use-policy.ts";
import { useMe } from "../../hooks/session/use-me.ts";
import { useMessageCommands } from "../../hooks/messages/use-message-commands.ts";
import { valueOf } from "../../loadable.ts";
import { type MessagePlace, useOptions } from "../../provider/options-context.ts";
import { useLabels } from "../../provider/wording-context.ts";
import { useMessaging } from "../../provider/messaging-context.ts";
import type { Row } from "../../rows/row.ts";
import { actionsFor, type KeptSeqs } from "../../rows/row-actions.ts";
import { type EditingOptions, useEditing } from "./use-editing.ts";
import { hasTranslator } from "../../translation/translations-context.ts";
import { usePageLanguage } from "./use-page-language.ts";
import { useStable } from "./use-stable.ts";

interface ActionOptions extends Omit<EditingOptions, "editWindow"> {
  /** The loaded messages. */
  readonly rows: readonly Row[];
  readonly conversation: Conversation;
  readonly canWrite: boolean;
  readonly kept: KeptSeqs;
  /** What cards refer to, by the ids of their messages. */
  readonly cards: Readonly<Record<string, unknown>>;
  readonly focusComposer: () => void;
  readonly onReply: (seq: number) => void;
  /** Asks for the title of a new template. */
  readonly onTemplate: (body: string) => void;
  /** Shows the translation of a message. */
  readonly onTranslate: (messageId: string) => void;
  /** Called when the reader marks the conversation as unread from this message on. */
  readonly onMarkedUnread: (seq: number) => void;
  readonly say: (message: ToastMessage) => void;
}

interface Offering extends Pick<ActionOptions, "rows" | "canWrite" | "kept" | "cards"> {
  readonly editWindow: number;
}

function useOffered({ rows, canWrite, kept, cards, editWindow }: Offering) {
  const role = valueOf(useMe())?.role;
  const ends = useMemo(
    () => rows.flatMap(({ isOwn, at }) => (isOwn ? [at.getTime() + editWindow] : [])),
    [rows, editWindow],
  );
  const now = useNow(ends);
  const hasLinks = useOptions().linkOfMessage !== undefined;
  const isInPageLanguage = usePageLanguage(rows);
  return useCallback(
    (row: Row) =>
      actionsFor(row, {
        ...kept,
        cards,
        canWrite,
        role,
        editWindow,
        now,
        hasLinks,
        canTranslate: hasTranslator() && !isInPageLanguage(row),
      }),
    [kept, cards, canWrite, role, editWindow, now, hasLinks, isInPageLanguage],
  );
}

/** Copies the address of a message, or shows it if the browser refuses the clipboard. */
function useCopyLink(say: ActionOptions["say"]) {
  const { linkOfMessage } = useOptions();
  const labels = useLabels();
  return (place: MessagePlace) => {
    const link = linkOfMessage?.(place);
    if (link === undefined) return;
    const { clipboard } = navigator as Partial<Navigator>;
    const copied = clipboard?.writeText(link) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => say({ kind: "done", text: labels.linkCopied }),
      () => say({ kind: "problem", text: labels.linkNotCopied(link) }),
    );
  };
}

/** The actions on the messages of a conversation, and which are offered for each. */
export function useMessageActions(options: ActionOptions) {
  const { conversation, rows, canWrite, kept, cards, focusComposer, onReply, onMarkedUnread } =
    options;
  const { id: conversationId } = conversation;
  const commands = useMessageCommands();
  // Before the edit window is known, no edit is offered that the server might refuse.
  const editWindow = usePolicy()?.editWindow ?? 0;
  const offered = useOffered({ rows, canWrite, kept, cards, editWindow });
  const editing = useEditing({ ...options, editWindow }, focusComposer);
  const { screen } = useMessaging();
  const [asking, setAsking] = useState<Row | null>(null);
  const [making, setMaking] = useState<Row | null>(null);
  const [reporting, setReporting] = useState<Row | null>(null);

  const remove = ({ id: messageId, seq }: Row, reason?: string) => {
    if (seq !== null) commands.delete({ messageId, conversationId, seq, reason });
  };
  const copyLink = useCopyLink(options.say);
  const actions = useStable<{
    [Name in keyof MessageActions]-?: NonNullable<MessageActions[Name]>;
  }>({
    onReply({ seq }) {
      if (seq === null) return;
      onReply(seq);
      focusComposer();
    },
    onReact({ id: messageId, seq }, emoji, isChosen) {
      if (seq !== null) commands.react({ messageId, conversationId, seq, emoji, isChosen });
    },
    onEdit: editing.begin,
    onEditText: editing.write,
    onMention: editing.mention,
    onSave: editing.save,
    onCancelEdit: editing.cancel,
    onDelete: (row) => (row.isOwn ? remove(row) : setAsking(row)),
    onUndo: ({ id }) => commands.undo(id),
    onMarkUnread({ seq }) {
      if (seq === null) return;
      void screen.markUnreadFrom(conversationId, seq);
      onMarkedUnread(seq);
    },
    onKeep({ seq }, action) {
      if (seq === null) return;
      const type = action === "pin" || action === "unpin" ? "pin" : "save";
      commands.keep({ type, conversationId, seq, on: action === type });
    },
    onMakeItem: setMaking,
    onReport: setReporting,
    onCopyLink({ seq }) {
      if (seq !== null) copyLink({ conversationId, seq });
    },
    onTranslate: ({ id }) => options.onTranslate(id),
    onTemplate: ({ body }) => body !== null && options.onTemplate(body),
    onLeave: focusComposer,
  });
  return {
    actions,
    offered,
    editing: editing.editing,
    /** The message of which an action item is made. */
    making,
    stopMaking: () => setMaking(null),
    /** The message that is being reported. */
    reporting,
    stopReporting: () => setReporting(null),
    /** A message of another user that an ADMIN is deleting, which requires a reason. */
    asking,
    answer(reason: string | null) {
      if (asking !== null && reason !== null) remove(asking, reason);
      setAsking(null);
    },
  };
}
