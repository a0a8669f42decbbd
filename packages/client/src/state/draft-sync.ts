import { serialPerKey } from "@parley/concurrency/serial-per-key";
import type { Draft } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { checkText } from "@parley/contract/text-rules";
import { applyDraft } from "../apply/writing.ts";
import type { ParleyClient } from "../create-client.ts";
import { reasonOf } from "../errors.ts";
import { retryPolicyOf } from "../retry-policy.ts";
import type { ScreenCore } from "./core.ts";
import type { createKeptValues } from "./kept-values.ts";
import type { Parts } from "./parts.ts";
import type { DraftEdit, ScreenState } from "./screen-state.ts";

/** Milliseconds from the last change of a draft until it is saved, and until a failed save is repeated. */
const SAVE_AFTER = 1_000;
const RETRY_AFTER = 10_000;

interface Options {
  readonly client: ParleyClient;
  readonly core: ScreenCore;
  readonly kept: ReturnType<typeof createKeptValues>;
  readonly watch: Parts["watch"];
}

const asTyped = (text: string) => text;

/**
 * Shares drafts with the user's other devices. The later edit wins, by the server's clock: each has a time, and the server
 * stores none that is older than the one it has. Drafts that it has not stored are sent once there is a connection.
 */
export function startDraftSync({ client, core, kept, watch }: Options) {
  const inTurn = serialPerKey<string>();
  const unsaved = new Set<string>();
  const saving = new Set<string>();
  /** When the drafts were changed that cannot be saved: these are kept in this browser only. */
  const refused = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen: readonly Draft[] | undefined;
  let seenEdits: ScreenState["edits"] | undefined;

  const storedDraft = (id: string) =>
    core.get().server.drafts?.find(({ conversationId }) => conversationId === id);
  /** A draft of an earlier version of this page has no time: every other one is later. */
  const editOf = (id: string): DraftEdit =>
    core.get().edits.get(id) ?? { at: 0, isSaved: !core.get().drafts.has(id) };

  const take = ({ conversationId: id, body, replyToSeq, chosen, editedAt }: Draft) => {
    const at = Date.parse(editedAt);
    if (kept.isEditedElsewhere(id, at)) return;
    core.batch(() => {
      // A reply without a text is no draft, and stays.
      if (body !== null || core.get().drafts.has(id)) kept.setReply(id, replyToSeq ?? undefined);
      kept.setDraft(id, body ?? undefined);
      const mentions = chosen.map(({ userId, ...place }) => ({ id: userId, ...place }));
      kept.setChosen(id, mentions);
      kept.setEdit(id, { at, isSaved: true });
    });
  };

  const inputOf = (id: string, { at }: DraftEdit) => {
    const { drafts, chosen, replies } = core.get();
    const mentions = (chosen.get(id) ?? []).slice(0, limits.mentionsMax);
    return {
      conversationId: id,
      body: drafts.get(id) ?? null,
      replyToSeq: replies.get(id) ?? null,
      chosen: mentions.map(({ id: userId, ...place }) => ({ userId, ...place })),
      editedAt: new Date(at).toISOString(),
    };
  };
  const saveNow = async (id: string) => {
    const edit = editOf(id);
    // Until the stored drafts are known, a later one may be among them.
    if (edit.isSaved || core.get().server.drafts === undefined) return;
    if (refused.get(id) === edit.at) return;
    const input = inputOf(id, edit);
    const stored = storedDraft(id);
    const isStored =
      stored === undefined
        ? input.body === null
        : stored.body === input.body && stored.editedAt === input.editedAt;
    if (isStored) return kept.setEdit(id, { ...edit, isSaved: true });
    if (input.body !== null && !checkText(input.body, limits.draftMax, asTyped).ok) return;
    saving.add(id);
    try {
      const answer = await core.settle({
        call: () => client.trpc.messages.saveDraft.mutate(input),
        apply: applyDraft,
        isAbout: () => false,
      });
      const at = Date.parse(answer.editedAt);
      const now = editOf(id);
      if (at > now.at) take(answer);
      // The server's time is earlier if this clock is ahead.
      else if (now.at === edit.at) kept.setEdit(id, { at, isSaved: true });
    } catch (error) {
      if (retryPolicyOf(reasonOf(error)) === "refused") refused.set(id, edit.at);
      else schedule(id, RETRY_AFTER);
    } finally {
      saving.delete(id);
    }
  };
  const saveAll = async () => {
    clearTimeout(timer);
    const ids = [...unsaved];
    unsaved.clear();
    await Promise.all(ids.map((id) => inTurn(id, () => saveNow(id))));
  };
  const schedule = (id: string, after: number) => {
    unsaved.add(id);
    clearTimeout(timer);
    timer = setTimeout(() => void saveAll(), after);
  };
  const scheduleAll = () => {
    const { drafts, edits } = core.get();
    for (const id of new Set([...drafts.keys(), ...edits.keys()]))
      if (!editOf(id).isSaved) schedule(id, SAVE_AFTER);
  };

  /** Compares what the server has with what this browser has, draft by draft. */
  const compare = () => {
    const { drafts, server } = core.get();
    if (server.drafts === seen) return;
    seen = server.drafts;
    if (seen === undefined) return;
    const held = new Set(seen.map(({ conversationId }) => conversationId));
    core.batch(() => {
      for (const draft of seen ?? [])
        if (Date.parse(draft.editedAt) > editOf(draft.conversationId).at) take(draft);
      for (const conversationId of drafts.keys()) {
        if (held.has(conversationId) || !editOf(conversationId).isSaved) continue;
        // It was sent or cleared on another device.
        const at = editOf(conversationId).at + 1;
        const editedAt = new Date(at).toISOString();
        take({ conversationId, body: null, replyToSeq: null, chosen: [], editedAt });
      }
    });
    scheduleAll();
  };
  /** What was sent before it was ever saved needs no call. */
  const noteEdits = () => {
    const { drafts, edits, server } = core.get();
    if (edits === seenEdits) return;
    seenEdits = edits;
    for (const [id, edit] of edits) {
      if (edit.isSaved || refused.get(id) === edit.at) continue;
      const isNothing = server.drafts !== undefined && storedDraft(id) === undefined;
      if (isNothing && !drafts.has(id) && !saving.has(id))
        kept.setEdit(id, { ...edit, isSaved: true });
      else schedule(id, SAVE_AFTER);
    }
  };

  const { promise: known, resolve: know } = Promise.withResolvers<void>();
  const { document, window } = globalThis;
  const save = () => void saveAll();
  const onHidden = () => document.visibilityState === "hidden" && save();
  const follow = () => {
    compare();
    noteEdits();
    if (seen !== undefined) know();
  };
  const stops = [watch({ part: "drafts" }), core.subscribe(follow)];
  // Also when the window is left.
  document?.addEventListener("focusout", save);
  document?.addEventListener("visibilitychange", onHidden);
  window?.addEventListener("pagehide", save);
  follow();
  return {
    /** Saves what the server does not have yet; resolves once it has answered. */
    async saveDrafts(): Promise<void> {
      await known;
      scheduleAll();
      await saveAll();
    },
    /** Sends what is unsaved: there is a connection again. */
    resume: scheduleAll,
    stop() {
      save();
      for (const stop of stops) stop();
      document?.removeEventListener("focusout", save);
      document?.removeEventListener("visibilitychange", onHidden);
      window?.removeEventListener("pagehide", save);
    },
  };
}
