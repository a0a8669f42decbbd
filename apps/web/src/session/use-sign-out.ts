import type { OutboxStorage } from "@parley/client";
import { useConversations, useMessaging } from "@parley/react";
import { useState } from "react";
import type { SignOutScope } from "./browser-session.ts";
import type { Unsent } from "./sign-out-dialog.tsx";

/** Checks what a sign-out would lose; signs out at once if nothing. */
export function useSignOut(storage: OutboxStorage, onSignOut: (scope: SignOutScope) => void) {
  const { client, screen } = useMessaging();
  const { items } = useConversations();
  const [asked, setAsked] = useState<{ unsent: Unsent; scope: SignOutScope } | null>(null);

  const ask = async (scope: SignOutScope) => {
    const names = new Map(
      items.status === "ready" ? items.value.map(({ id, name }) => [id, name]) : [],
    );
    // Messages of other tabs are only in the storage, and the newest may not be in it yet.
    const stored = await storage.load().catch(() => []);
    const held = client.outbox.entries.get().filter(({ state }) => state.status !== "sent");
    const waiting = new Set([...stored, ...held].map(({ id }) => id));
    // Those that the server has are there at the next sign-in.
    const isOnline = client.connection.get().status === "online";
    if (isOnline) await screen.saveDrafts();
    const { drafts, edits } = screen.get();
    const unsaved = [...drafts.keys()].filter((id) => edits.get(id)?.isSaved !== true);
    const drafted = unsaved.map((id) => names.get(id) ?? "…");
    const hasChanges = !isOnline && screen.hasUnsentChanges();
    if (waiting.size === 0 && drafted.length === 0 && !hasChanges) return onSignOut(scope);
    setAsked({ unsent: { messages: waiting.size, drafts: drafted }, scope });
  };
  return {
    unsent: asked?.unsent ?? null,
    ask,
    stay: () => setAsked(null),
    leave: () => asked !== null && onSignOut(asked.scope),
  };
}
