import type { Signal } from "@parley/contract/events";
import type { Delivery, Listener } from "./bus.ts";

/** A user with listeners in this process. */
export interface Listened {
  readonly userId: string;
  readonly listeners: Set<Partial<Listener>>;
  /** The highest sequence number published to them here; 0 before the first. */
  seq: number;
  /** The account at the last reconciliation, as in `StreamStatus`. */
  account: string;
}

/** The listeners of this process. */
export interface LocalListeners {
  readonly people: ReadonlyMap<string, Listened>;
  /** The result unsubscribes. */
  listen(userId: string, listener: Partial<Listener>): () => void;
  event(delivery: Delivery): void;
  signal(userId: string, signal: Signal): void;
  authority(userId: string): void;
}

/** Called when the first listener of a user subscribes, and when the last one unsubscribes. */
export interface Interest {
  follow(userId: string): void;
  unfollow(userId: string): void;
}

export function createLocalListeners({ follow, unfollow }: Interest): LocalListeners {
  const people = new Map<string, Listened>();

  const begin = (userId: string): Listened => {
    const person: Listened = { userId, listeners: new Set(), seq: 0, account: "" };
    people.set(userId, person);
    follow(userId);
    return person;
  };

  return {
    people,
    listen(userId, listener) {
      const person = people.get(userId) ?? begin(userId);
      person.listeners.add(listener);
      return () => {
        person.listeners.delete(listener);
        if (person.listeners.size > 0 || people.get(userId) !== person) return;
        people.delete(userId);
        unfollow(userId);
      };
    },
    event(delivery) {
      const person = people.get(delivery.userId);
      if (person === undefined) return;
      if (delivery.seq > person.seq) person.seq = delivery.seq;
      for (const listener of person.listeners) listener.onEvent?.(delivery);
    },
    signal(userId, signal) {
      for (const listener of people.get(userId)?.listeners ?? []) listener.onSignal?.(signal);
    },
    authority(userId) {
      for (const listener of people.get(userId)?.listeners ?? []) listener.onAuthority?.();
    },
  };
}
