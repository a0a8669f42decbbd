import { createMailTokens } from "../addresses.ts";
import type { InboundOptions } from "../inbound/read-inbound-mail.ts";
import type { Resolver, SmtpSession } from "../inbound/verify-sender.ts";

/** Whose addresses the fixtures contain. */
export const tokens = createMailTokens({
  secret: "the secret of the corpus, of 32 bytes or more",
  now: () => new Date("2026-03-10T12:00:00.000Z"),
});

/** A name server that knows these records. */
export const resolverOf =
  (records: Readonly<Record<string, string>>): Resolver =>
  (domain, type) => {
    const record = type === "TXT" ? records[domain] : undefined;
    return record === undefined
      ? Promise.reject(Object.assign(new Error("no record"), { code: "ENOTFOUND" }))
      : Promise.resolve([[record]]);
  };

/** The mail server of example.org, which SPF permits to send for it. */
export const session: Omit<SmtpSession, "rcptTo"> = {
  remoteAddress: "203.0.113.5",
  helo: "mx.example.org",
  mailFrom: "bounce@example.org",
};

/** An installation with two users, to which example.org delivers mail. */
export const inbound: InboundOptions = {
  tokens,
  inboundDomain: "reply.example",
  ownAddresses: ["no-reply@mail.example"],
  userByAddress: (address) =>
    Promise.resolve(
      {
        "ana@example.org": { id: "ana" },
        "ana@unverified.example": { id: "ana" },
        "ben@example.org": { id: "ben" },
      }[address] ?? null,
    ),
  maxLength: 5_000,
  resolver: resolverOf({ "example.org": "v=spf1 ip4:203.0.113.0/24 -all" }),
};
