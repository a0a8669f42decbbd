/** So much at once, and so much a second from then on. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** At most so many in any hour, and in any day. */
export interface Quota {
  readonly perHour: number;
  readonly perDay: number;
}

/** What one person, and one address, may do. */
export interface RateLimitConfig {
  /** Calls of one person, over HTTP and all their sockets, sends among them. */
  readonly calls: Rate;
  /** Messages of one person. A full outbox passes at once. */
  readonly sends: Rate;
  /** Signs of typing of one person. What is more is dropped without a word. */
  readonly typing: Rate;
  /** Calls of `contacts.add` of one user, each of which says whether an e-mail address has an account here. */
  readonly contactAdds: Quota;
  /** Pictures that one person uploads. */
  readonly uploads: Quota;
  /** Requests and new sockets of one address, whoever they are of. */
  readonly requests: Rate;
  /** Frames of one person over all their sockets, and of each socket that has not signed in: whatever they hold. */
  readonly frames: Rate;
  /** Open sockets of one person: tabs and devices. */
  readonly sockets: number;
  /** Open connections of one address that is no trusted proxy, sockets among them. */
  readonly addressConnections: number;
  /** Open sockets of one address: a school may have one for everybody. */
  readonly addressSockets: number;
}

/** Nobody who types, reads and clicks comes near these. */
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

/** For a load run, and where something in front of the server limits already. */
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
