/** A notification of the operating system about one conversation. */
export interface Note {
  readonly conversationId: string;
  readonly title: string;
  readonly body: string;
  /** The language of both. */
  readonly lang: string;
  /** The path that it opens. */
  readonly path: string;
}

/** Notifications of the operating system, one for each conversation. */
export interface Desktop {
  show(note: Note): Promise<void>;
  /** Closes the notification of a conversation. */
  close(conversationId: string): Promise<void>;
  closeAll(): Promise<void>;
}

interface DesktopOptions {
  readonly window: Window & typeof globalThis;
  readonly userId: string;
  onOpen(path: string): void;
}

/**
 * Through the worker where there is one: its notifications stay when the tab is closed, and phones have no others. Otherwise by the page
 * itself.
 */
export function createDesktop({ window, userId, onOpen }: DesktopOptions): Desktop {
  const prefix = `parley:${userId}:`;
  const own = new Map<string, Notification>();
  const active = async () => {
    const registration = await window.navigator.serviceWorker?.getRegistration();
    return registration?.active ? registration : undefined;
  };
  const close = async (isMeant: (tag: string) => boolean) => {
    const shown = (await (await active())?.getNotifications()) ?? [];
    for (const notification of [...shown, ...own.values()]) {
      if (!isMeant(notification.tag)) continue;
      own.delete(notification.tag);
      notification.close();
    }
  };
  return {
    async show({ conversationId, title, body, lang, path }) {
      const tag = prefix + conversationId;
      const data = { userId, path };
      // The sound is Parley's own. One that replaces another is shown as a new one.
      const options = {
        tag,
        body,
        lang,
        dir: "auto",
        data,
        icon: "/icon-192.png",
        silent: true,
        renotify: true,
      } as const;
      const registration = await active();
      if (registration !== undefined) return registration.showNotification(title, options);
      const notification = new window.Notification(title, options);
      own.set(tag, notification);
      notification.addEventListener("click", () => {
        window.focus();
        onOpen(path);
        notification.close();
      });
    },
    close: (conversationId) => close((tag) => tag === prefix + conversationId),
    closeAll: () => close((tag) => tag.startsWith(prefix)),
  };
}
