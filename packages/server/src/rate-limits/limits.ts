/** A burst, and this many per second after it. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** At most this many in any hour, and in any day. */
export interface Quota {
  readonly perHour: number;
  readonly perDay: number;
}

/** Limits of one user, and of one address. */
export interface RateLimitConfig {
  /** Calls of one user, over HTTP and all their sockets, sends included. */
  readonly calls: Rate;
  /** Messages of one user. A full outbox fits into one burst. */
  readonly sends: Rate;
  /** Typing signals of one user. Excess ones are dropped silently. */
  readonly typing: Rate;
  /** Calls of `contacts.add` by one user, each of which reveals whether an e-mail address has an account here. */
  readonly contactAdds: Quota;
  /** Pictures uploaded by one user. */
  readonly uploads: Quota;
  /** Requests and new sockets of one address, for all its users. */
  readonly requests: Rate;
  /** Frames of one user over all their sockets, and of each socket that has not signed in, whatever they contain. */
  readonly frames: Rate;
  /** Open sockets of one user: tabs and devices. */
  readonly sockets: number;
  /** Open connections of one address that is not a trusted proxy, sockets included. */
  readonly addressConnections: number;
  /** Open sockets of one address: a school may share one. */
  readonly addressSockets: number;
}

/** A user who types, reads and clicks stays far below these. */
export const defaultLimits: RateLimitConfig = {
  calls: { burst: 600, perSecond: 30 },
  sends: { burst: 200, perSecond: 5 },
  typing: { burst: 10, perSecond: 2 },
  contactAdds: { perHour: 10, perDay: 30 },
  uploads: { perHour: 10, perDay: 30 },
  requests: { burst: 2_000, perSecond: 200 },
  frames: { burst: 2_000, perSecond: 200 },
  sockets: 20,
  addressSockets: 2_000,
  addressConnections: 3_000,
};

const never: Rate = { burst: Infinity, perSecond: Infinity };

/** For load tests, and if something in front of the server limits already. */
export const noLimits: RateLimitConfig = {
  calls: never,
  sends: never,
  typing: never,
  contactAdds: { perHour: Infinity, perDay: Infinity },
  uploads: { perHour: Infinity, perDay: Infinity },
  requests: never,
  frames: never,
  sockets: Infinity,
  addressSockets: Infinity,
  addressConnections: Infinity,
};
