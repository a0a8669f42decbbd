import {
  createStore,
  type Outcome,
  outcomeOf,
  type ParleyClient,
  type Store,
} from "@parley/client";
import { pushRecord, type PushRecord } from "./push-record.ts";

/** Whether this browser is told of messages while the app is closed. */
export type PushState =
  | "loading"
  /** This browser has no push messages, or only for apps that are installed. */
  | "unsupported"
  | "off"
  | "on"
  /** The user has refused notifications of this site in the browser. */
  | "denied";

/** Push messages to this browser, for the signed-in user. */
export interface Push extends Store<PushState> {
  /** Finds out the state. Asks the user nothing. */
  look(): Promise<void>;
  /** Asks for permission, which a browser allows only after a click, and subscribes. */
  enable(): Promise<Outcome>;
  /** Ends the subscription at the user's wish. A sign-out ends it without the server (`forgetPush`). */
  disable(): Promise<Outcome>;
  /** Renews the subscription of this user, which ends with the session that made it. What there is remains if that fails. */
  renew(): Promise<void>;
}

interface PushOptions {
  readonly window: Pick<Window & typeof globalThis, "navigator" | "Notification"> & {
    readonly PushManager?: unknown;
  };
  readonly trpc: Pick<ParleyClient["trpc"], "push">;
  readonly userId: string;
  readonly lang: string;
  readonly words: PushRecord["words"];
  /** What the worker reads. */
  readonly record?: typeof pushRecord;
}

function toBytes(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** The subscription as the server takes it. */
function partsOf(subscription: Pick<PushSubscription, "toJSON">) {
  const { endpoint, keys: { p256dh, auth } = {} } = subscription.toJSON();
  if (endpoint === undefined || p256dh === undefined || auth === undefined)
    throw new Error("the browser's subscription has no keys");
  return { endpoint, keys: { p256dh, auth } };
}

/** Ends when every renewal so far has ended: of two at once the server might store the earlier one last. */
let renewed: Promise<unknown> = Promise.resolve();

export function createPush(options: PushOptions): Push {
  const { window, trpc, userId, lang, words, record = pushRecord } = options;
  const state = createStore<PushState>("loading");

  async function findManager(): Promise<PushManager | undefined> {
    if (window.PushManager === undefined || !("Notification" in window)) return undefined;
    const registration = await window.navigator.serviceWorker?.getRegistration();
    return registration?.pushManager;
  }

  async function subscribe(manager: PushManager): Promise<void> {
    const { publicKey } = await trpc.push.key.query();
    const wanted = { userVisibleOnly: true, applicationServerKey: toBytes(publicKey) };
    // Refused if the browser is subscribed with another key, that of another database.
    const subscription = await manager.subscribe(wanted).catch(async () => {
      await (await manager.getSubscription())?.unsubscribe();
      return manager.subscribe(wanted);
    });
    const parts = partsOf(subscription);
    const { secret } = await trpc.push.subscribe.mutate(parts);
    await record.save({ userId, endpoint: parts.endpoint, secret, lang, words });
  }

  async function find(): Promise<PushManager | undefined> {
    const manager = await findManager();
    if (manager === undefined) {
      state.set("unsupported");
      return undefined;
    }
    const { permission } = window.Notification;
    const kept = await record.load();
    const isSubscribed = kept?.userId === userId && (await manager.getSubscription()) !== null;
    if (permission === "denied") state.set("denied");
    else state.set(isSubscribed && permission === "granted" ? "on" : "off");
    return manager;
  }

  return {
    get: state.get,
    subscribe: state.subscribe,
    async look() {
      await find();
    },
    async enable() {
      const permission = await window.Notification.requestPermission();
      const manager = await find();
      if (manager === undefined || permission !== "granted") return { ok: true };
      return outcomeOf(subscribe(manager).then(() => state.set("on")));
    },
    async disable() {
      const kept = await record.load();
      if (kept?.userId !== userId) return { ok: true };
      // First here: whatever becomes of the call, this browser shows nothing any more.
      await record.clear();
      state.set("off");
      const end = async () => {
        const manager = await findManager();
        await (await manager?.getSubscription())?.unsubscribe();
        await trpc.push.unsubscribe.mutate({ endpoint: kept.endpoint });
      };
      return outcomeOf(end());
    },
    renew() {
      const renewing = renewed.then(async () => {
        const manager = await find();
        if (manager !== undefined && state.get() === "on") await subscribe(manager);
      });
      renewed = renewing.catch(() => undefined);
      return renewing;
    },
  };
}
