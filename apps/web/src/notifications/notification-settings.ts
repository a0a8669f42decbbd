import { createStore, outcomeOf, reasonOf } from "@parley/client";
import type { Outcome, ParleyClient, Store } from "@parley/client";
import type {
  ErrorReason,
  NotificationLanguage,
  NotificationSettings,
  OwnNotificationSettings,
} from "@parley/contract";

export type NotificationSettingsState =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly reason: ErrorReason | undefined }
  /** `isSaved` is false while a change is being saved. */
  | { readonly status: "ready"; readonly own: OwnNotificationSettings; readonly isSaved: boolean };

/** The user's notification settings, as the server has them, with changes that are being saved. */
export interface NotificationSettingsStore extends Store<NotificationSettingsState> {
  load(): Promise<void>;
  /** At most a minute old, since another device can change them; older ones if the server does not answer. */
  recent(): Promise<OwnNotificationSettings | undefined>;
  /** Shows a change at once, and saves it. A change that fails is reverted. */
  save(changes: Partial<NotificationSettings>): Promise<Outcome>;
  /** Lets mails be sent again to an address from which they came back. */
  retryEmail(): Promise<Outcome>;
}

/** How long settings are used without asking again, in milliseconds. */
const RECENT = 60_000;

/** The time zone of this browser. */
export const browserTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

type Procedures = Pick<ParleyClient["trpc"], "notifications">;

interface Browser {
  /** The language of the screen. */
  readonly language: NotificationLanguage;
  now(): number;
}

/** Creates the store. A user without a time zone or a language gets those of this browser. */
export function createNotificationSettings(
  { notifications }: Procedures,
  { language, now }: Browser,
): NotificationSettingsStore {
  const state = createStore<NotificationSettingsState>({ status: "loading" });
  let fetchedAt = -Infinity;
  /** Ends when every change so far was saved or has failed: of two at once the server might store the earlier one last. */
  let saved: Promise<unknown> = Promise.resolve();
  /** Counts fetches and changes: only the result of the latest is shown. */
  let latest = 0;

  const keep = (own: OwnNotificationSettings) => {
    fetchedAt = now();
    state.set({ status: "ready", own, isSaved: true });
  };
  const load = async () => {
    latest += 1;
    const turn = latest;
    try {
      // The server would answer with what it had before the changes that are on their way.
      const own = await saved.then(() => notifications.settings.query());
      if (turn !== latest) return;
      keep(own);
      const { settings } = own;
      if (settings.timeZone === null || settings.language === null)
        void save({
          timeZone: settings.timeZone ?? browserTimeZone(),
          language: settings.language ?? language,
        });
    } catch (error) {
      if (turn !== latest || state.get().status === "ready") return;
      state.set({ status: "failed", reason: reasonOf(error) });
    }
  };
  const save = async (changes: Partial<NotificationSettings>): Promise<Outcome> => {
    latest += 1;
    const turn = latest;
    const before = state.get();
    if (before.status === "ready") {
      const { settings } = before.own;
      const own = { ...before.own, settings: { ...settings, ...changes } };
      state.set({ status: "ready", own, isSaved: false });
    }
    try {
      const saving = saved.then(() => notifications.updateSettings.mutate(changes));
      saved = saving.catch(() => undefined);
      const own = await saving;
      if (turn === latest) keep(own);
      return { ok: true };
    } catch (error) {
      // What is saved is asked for, as another change may be on its way.
      if (turn === latest) {
        state.set(before);
        void load();
      }
      return { ok: false, reason: reasonOf(error) };
    }
  };
  return {
    get: state.get,
    subscribe: state.subscribe,
    async load() {
      if (state.get().status === "failed") state.set({ status: "loading" });
      await load();
    },
    async recent() {
      if (now() - fetchedAt > RECENT) await load();
      const current = state.get();
      return current.status === "ready" ? current.own : undefined;
    },
    save,
    retryEmail: () => outcomeOf(notifications.retryEmail.mutate().then(load)),
  };
}
