import type { Signal } from "@parley/contract/events";
import type { Delivery, Listener } from "./bus.ts";

/** One person for whom somebody in this process listens. */
export interface Listened {
  readonly userId: string;
  readonly listeners: Set<Partial<Listener>>;
  /** The highest number that was handed to them here; 0 before the first. */
  seq: number;
  /** The account as it was at the last look, as `Standing` has it. */
  account: string;
}

/** Who listens in this process. */
export interface LocalListeners {
  readonly people: ReadonlyMap<string, Listened>;
  /** The result ends it. */
  listen(userId: string, listener: Partial<Listener>): () => void;
  event(delivery: Delivery): void;
  signal(userId: string, signal: Signal): void;
  authority(userId: string): void;
}

/** What happens as the first listener for a person comes, and as the last one goes. */
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
