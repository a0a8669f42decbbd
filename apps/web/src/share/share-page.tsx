import {
  ConversationList,
  type ConversationsView,
  useConversations,
  useMessaging,
} from "@parley/react";
import { useState } from "react";
import { useText } from "../i18n/shell-text.ts";
import type { Navigation } from "../routing/navigation.ts";
import { conversationPath } from "../routing/route.ts";
import { useShareText } from "./share-text.ts";
import { sharedText } from "./shared-text.ts";

/** Conversations in which the user can write. */
function useWritable(): ConversationsView {
  const list = useConversations({ filter: "all" });
  const { items } = list;
  if (items.status !== "ready") return list;
  const value = items.value.filter(({ isReadonly }) => !isReadonly);
  return { ...list, items: { ...items, value } };
}

/** The user chooses a conversation for a text that another app shares: it becomes a draft. */
export function SharePage({ navigation }: { readonly navigation: Navigation }) {
  const { t } = useShareText();
  const shell = useText();
  const { screen } = useMessaging();
  const list = useWritable();
  const [text] = useState(sharedText.take);
  const leave = (path: string) => {
    sharedText.forget();
    // One step back is the app that shared.
    navigation.replace(path);
  };
  const choose = (conversationId: string) => {
    const draft = screen.get().drafts.get(conversationId);
    screen.setDraft(conversationId, draft === undefined ? text : `${draft}\n\n${text}`);
    leave(conversationPath(conversationId));
  };
  const cancel = (
    <button type="button" className="button-quiet" onClick={() => leave("/")}>
      {text === "" ? shell.t("app.goToConversations") : t("cancel")}
    </button>
  );
  return (
    <div className="page">
      <h2 className="page-title">{t("title")}</h2>
      {text === "" ? (
        <>
          <p className="mb-4 text-muted">{t("nothing")}</p>
          {cancel}
        </>
      ) : (
        <>
          <blockquote
            dir="auto"
            className="mb-4 line-clamp-4 rounded-xl bg-raised p-3 break-words whitespace-pre-line"
          >
            {text}
          </blockquote>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 grow basis-56 text-sm text-muted">{t("hint")}</p>
            {cancel}
          </div>
          <div className="-mx-2">
            <ConversationList list={list} onSelect={choose} />
          </div>
        </>
      )}
    </div>
  );
}
