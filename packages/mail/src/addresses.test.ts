import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createMailTokens } from "./addresses.ts";

const secret = "a secret of at least thirty-two bytes";
const at = (iso: string) => createMailTokens({ secret, now: () => new Date(iso) });
const march = at("2026-03-01T12:00:00.000Z");
const conversationId = "0199a1b2-0000-7000-8000-000000000001";
const notificationId = "0199a1b2-0000-7000-8000-0000000000ff";

test("MAIL-8: a reply address fits a local part, survives a change of case, and returns its conversation to its user only", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), fc.string(), (id, userId, other) => {
      const local = march.reply({ conversationId: id, userId });
      expect(local.length).toBeLessThanOrEqual(64);
      expect(march.isReply(local.toUpperCase())).toBe(true);
      expect(march.openReply(local.toUpperCase(), userId)).toEqual({
        status: "valid",
        claim: { conversationId: id },
      });
      fc.pre(other !== userId);
      expect(march.openReply(local, other)).toEqual({ status: "invalid" });
    }),
  );
});

test("MAIL-8: a reply address expires after 30 days", () => {
  const local = march.reply({ conversationId, userId: "ana" });
  expect(at("2026-03-31T23:00:00.000Z").openReply(local, "ana").status).toBe("valid");
  expect(at("2026-04-01T00:00:00.000Z").openReply(local, "ana").status).toBe("expired");
});

test("MAIL-8: an unsubscribe link works for 400 days", () => {
  const token = march.unsubscribe({ userId: "ana", kind: "email" });
  const claim = { userId: "ana", kind: "email" };
  expect(at("2027-04-05T00:00:00.000Z").openUnsubscribe(token)).toEqual({ status: "valid", claim });
  expect(at("2027-04-06T00:00:00.000Z").openUnsubscribe(token).status).toBe("expired");
});

test("MAIL-8: a bounce address returns its notification", () => {
  const local = march.bounce(notificationId);
  expect(march.openBounce(local)).toEqual({ status: "valid", claim: { notificationId } });
});

test("MAIL-8: no changed, foreign or random token is valid", () => {
  const other = createMailTokens({ secret: `${secret}!`, now: () => new Date() });
  const made = [
    march.reply({ conversationId, userId: "ana" }),
    march.bounce(notificationId),
    march.unsubscribe({ userId: "ana", kind: "email" }),
  ];
  const opened = (token: string) => [
    march.openReply(token, "ana").status,
    march.openBounce(token).status,
    march.openUnsubscribe(token).status,
  ];
  for (const token of made) {
    expect(opened(token).filter((status) => status === "valid")).toHaveLength(1);
    // Each signed character counts; of the last one of a group, only its leading bits do.
    for (let place = 0; place < token.length - 1; place += 1) {
      const char = token[place] === "a" ? "q" : "a";
      const changed = `${token.slice(0, place)}${char}${token.slice(place + 1)}`;
      if (changed.toLowerCase() !== token.toLowerCase())
        expect(opened(changed), changed).toEqual(["invalid", "invalid", "invalid"]);
    }
  }
  expect(march.openUnsubscribe(other.unsubscribe({ userId: "ana", kind: "email" })).status).toBe(
    "invalid",
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (token) => {
      expect(opened(token)).toEqual(["invalid", "invalid", "invalid"]);
    }),
  );
});
