import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import * as fc from "fast-check";
import { createTransport } from "nodemailer";
import { expect, test, vi } from "vitest";
import { countBounce, noBounces } from "../bounces.ts";
import { inbound, resolverOf, session, tokens } from "../testing/inbound.ts";
import { htmlToText } from "./html-text.ts";
import { listenForMail, type ListenerLimits } from "./listener.ts";
import { type MailProvider, mailProviders, readProviderEvent } from "./provider-events.ts";
import { type InboundOptions, readInboundMail } from "./read-inbound-mail.ts";
import type { SmtpSession } from "./verify-sender.ts";
import { visibleText } from "./visible-text.ts";

const conversationId = "0199a1b2-0000-7000-8000-000000000001";
const replyTo = `${tokens.reply({ conversationId, userId: "ana" })}@reply.example`;

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
const published = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;

async function signed(domainName: string): Promise<string> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const { message } = await transport.sendMail({
    from: "Ana <ana@example.org>",
    to: replyTo,
    subject: "Re: Ben Ortiz wrote to you",
    messageId: "<1@example.org>",
    text: "Signed by my provider.",
    dkim: {
      domainName,
      keySelector: "s1",
      privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    },
  });
  // A buffered transport returns the mail as a buffer.
  return (message as Buffer).toString();
}

const records = { "s1._domainkey.example.org": published, "s1._domainkey.evil.example": published };
const read = (raw: string, options: Partial<InboundOptions> = {}) =>
  readInboundMail(Buffer.from(raw), { ...inbound, resolver: resolverOf(records), ...options });

const refusal = { kind: "refused", reason: "sender_not_verified" };

test("MAIL-22: a mail that its author's domain signed (DKIM) is verified, and not if it was changed on the way", async () => {
  const raw = await signed("example.org");
  expect(await read(raw)).toMatchObject({ kind: "reply", text: "Signed by my provider." });
  expect(await read(raw.replace("Signed by", "Stolen from"))).toMatchObject(refusal);
  expect(await read(await signed("evil.example"))).toMatchObject(refusal);
});

test("MAIL-22: a mail from a server that its author's domain permits (SPF) is verified, whatever the path says of itself", async () => {
  const raw = `From: ana@example.org\r\nTo: ${replyTo}\r\nAuthentication-Results: example.org; dkim=pass header.d=example.org\r\nReceived-SPF: pass\r\n\r\nHello`;
  const spf = {
    resolver: resolverOf({
      "example.org": "v=spf1 ip4:203.0.113.5 -all",
      "evil.example": "v=spf1 +all",
    }),
  };
  const from = (change: Partial<SmtpSession>) =>
    read(raw, { ...spf, session: { ...session, rcptTo: [], ...change } });
  expect(await from({})).toMatchObject({ kind: "reply" });
  expect(await from({ remoteAddress: "198.51.100.1" })).toMatchObject(refusal);
  expect(await from({ mailFrom: "eve@evil.example" })).toMatchObject(refusal);
  expect(await read(raw, spf)).toMatchObject(refusal);
});

test("MAIL-22: the DMARC policy of the author's domain decides what is aligned", async () => {
  const raw = `From: ana@example.org\r\nTo: ${replyTo}\r\n\r\nHello`;
  const records22 = { "bounces.example.org": "v=spf1 ip4:203.0.113.5 -all" };
  const from = (policy: Readonly<Record<string, string>>) =>
    read(raw, {
      resolver: resolverOf({ ...records22, ...policy }),
      session: { ...session, mailFrom: "1@bounces.example.org", rcptTo: [] },
    });
  expect(await from({})).toMatchObject({ kind: "reply" });
  expect(await from({ "_dmarc.example.org": "v=DMARC1; p=none" })).toMatchObject({ kind: "reply" });
  expect(await from({ "_dmarc.example.org": "v=DMARC1; p=reject; aspf=s" })).toMatchObject(refusal);
});

test("MAIL-22: while the author's domain cannot be asked, the mail is to come again", async () => {
  const resolver = () => Promise.reject(Object.assign(new Error("timeout"), { code: "ETIMEOUT" }));
  expect(await read(await signed("example.org"), { resolver })).toEqual({ kind: "later" });
});

test("MAIL-23: a mail that is delivered twice has one client id, a version 8 UUID, and another mail another one", async () => {
  const raw = await signed("example.org");
  const idOf = async (text: string) => {
    const mail = await read(text, {
      resolver: resolverOf({ "example.org": "v=spf1 +all" }),
      session: { ...session, rcptTo: [] },
    });
    return mail.kind === "reply" ? mail.clientId : mail;
  };
  const first = await idOf(raw);
  expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(await idOf(`Received: from elsewhere\r\n${raw}`)).toBe(first);
  expect(await idOf(raw.replace("<1@", "<2@"))).not.toBe(first);
});

test("MAIL-24: a mail of more than 10 MiB is dropped unread", async () => {
  expect(await readInboundMail(new Uint8Array(10 * 1024 * 1024 + 1), inbound)).toEqual({
    kind: "dropped",
    reason: "too_large",
  });
});

test("MAIL-24: no mail makes it throw", async () => {
  const head = `From: ana@example.org\r\nTo: ${replyTo}\r\n`;
  const pieces = fc.constantFrom(
    "Content-Type: multipart/mixed; boundary=a\r\n",
    "\r\n--a\r\n",
    "\r\n--a--\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "Content-Type: text/html; charset=utf-99\r\n",
    "Content-Type: message/rfc822\r\n",
    '<blockquote><div id="appendonsend">',
    "=?utf-8?B?",
    "\r\n\r\n",
    "\u{0}",
    "> ",
    "On 2026 wrote:\n",
    "-- \n",
    "From: x\nTo: y\nDate: z\n",
    "DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s1; bh=; b=\r\n",
  );
  const any = fc
    .array(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 50 })), { maxLength: 40 })
    .map((all) => all.join(""));
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        any,
        any.map((text) => head + text),
      ),
      async (text) => {
        const mail = await read(text);
        expect(["reply", "refused", "bounced", "dropped"]).toContain(mail.kind);
      },
    ),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
      expect((await readInboundMail(bytes, inbound)).kind).toBe("dropped");
    }),
    { numRuns: 100 },
  );
});

test("MAIL-24: the work is proportional to the text", () => {
  const texts = [
    "Op \nschreef\n",
    "On 2026 at 3:05 ",
    "a@b wrote:\n",
    "> quoted\nOn 2026 Ben\nwrote:\n",
    " ",
    "\n",
    "From: x\nTo: y\n",
    "__________\n",
    "-",
    "<",
    "<div",
    "<style>",
    "<!--",
    "&#1",
    "<blockquote>",
    "<br>",
    "<p>a</p>",
    "\u{200f}",
    "Sent from my iPhone\n\n",
    "--\n",
  ];
  const timeOf = (work: () => unknown) => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };
  const MIB = 1024 * 1024;
  for (const text of texts) {
    const long = text.repeat(Math.ceil(MIB / text.length));
    // A quadratic pass over 1 MiB takes minutes; a linear one well below a second, also on a busy machine.
    expect(
      timeOf(() => visibleText(long)),
      `visibleText of ${JSON.stringify(text)}`,
    ).toBeLessThan(20_000);
    expect(
      timeOf(() => htmlToText(long)),
      `htmlToText of ${JSON.stringify(text)}`,
    ).toBeLessThan(20_000);
  }
});

test("MAIL-24: a mail that would take long to read is dropped: too many headers, signatures or lines", async () => {
  const head = `From: ana@example.org\r\nTo: ${replyTo}\r\n`;
  const options = {
    resolver: resolverOf({ "example.org": "v=spf1 +all" }),
    session: { ...session, rcptTo: [] },
  };
  const kindOf = async (raw: string) => (await read(raw, options)).kind;
  expect(await kindOf(`${head}${"X: y\r\n".repeat(60_000)}\r\nHi`)).toBe("dropped");
  expect(await kindOf(`${head}${"DKIM-Signature: v=1\r\n".repeat(21)}\r\nHi`)).toBe("dropped");
  expect(await kindOf(`${head}\r\n${"a\r\n".repeat(200_001)}`)).toBe("dropped");
  expect(await kindOf(`${head}\r\nHi`)).toBe("reply");
});

test("MAIL-25: bounces are scored, each kind once a day, and forgotten after 30 days", () => {
  const day = 86_400_000;
  const scores = (...events: readonly (readonly [number, "hard" | "soft" | "complaint"])[]) => {
    let score = noBounces;
    return events.map(([at, kind]) => {
      const counted = countBounce(score, kind, 100 * day + at * day);
      ({ score } = counted);
      return counted.stops ? "stop" : counted.score.score;
    });
  };
  expect(scores([0, "hard"], [0.5, "hard"], [1, "hard"])).toEqual([2, 2, "stop"]);
  expect(scores([0, "soft"], [1, "soft"], [2, "soft"], [3, "soft"])).toEqual([1, 2, 3, "stop"]);
  expect(scores([0, "hard"], [0, "soft"], [0.5, "soft"])).toEqual([2, 3, 3]);
  expect(scores([0, "hard"], [31, "hard"])).toEqual([2, 2]);
  expect(scores([0, "complaint"])).toEqual(["stop"]);
});

const ses = (message: object) =>
  JSON.stringify({ Type: "Notification", Message: JSON.stringify(message) });
const headers = [{ name: "Message-ID", value: "<n.1@mail.example>" }];

test.for([
  [
    "ses",
    ses({
      notificationType: "Bounce",
      bounce: {
        bounceType: "Permanent",
        bouncedRecipients: [{ emailAddress: "ana@example.org", diagnosticCode: "550 5.1.1" }],
      },
      mail: { messageId: "0100", headers },
    }),
    "hard",
    "<n.1@mail.example>",
  ],
  [
    "ses",
    JSON.stringify({
      eventType: "Bounce",
      bounce: { bounceType: "Transient", bouncedRecipients: [{ emailAddress: "ana@example.org" }] },
      mail: { commonHeaders: { messageId: "<n.1@mail.example>" } },
    }),
    "soft",
    "<n.1@mail.example>",
  ],
  [
    "ses",
    ses({
      notificationType: "Complaint",
      complaint: { complainedRecipients: [{ emailAddress: "ana@example.org" }] },
      mail: { headers },
    }),
    "complaint",
    "<n.1@mail.example>",
  ],
  [
    "postmark",
    JSON.stringify({
      RecordType: "Bounce",
      Type: "HardBounce",
      TypeCode: 1,
      Email: "ana@example.org",
      MessageID: "883953f4",
      Details: "550 unknown",
    }),
    "hard",
    "<883953f4>",
  ],
  [
    "postmark",
    JSON.stringify({ RecordType: "Bounce", Type: "SoftBounce", Email: "ana@example.org" }),
    "soft",
    null,
  ],
  [
    "postmark",
    JSON.stringify({ RecordType: "SpamComplaint", Email: "ana@example.org" }),
    "complaint",
    null,
  ],
  [
    "mailgun",
    JSON.stringify({
      signature: {},
      "event-data": {
        event: "failed",
        severity: "permanent",
        recipient: "ana@example.org",
        message: { headers: { "message-id": "n.1@mail.example" } },
      },
    }),
    "hard",
    "<n.1@mail.example>",
  ],
  [
    "mailgun",
    JSON.stringify({
      "event-data": { event: "failed", severity: "temporary", recipient: "ana@example.org" },
    }),
    "soft",
    null,
  ],
  [
    "mailgun",
    JSON.stringify({ "event-data": { event: "complained", recipient: "ana@example.org" } }),
    "complaint",
    null,
  ],
  [
    "generic",
    JSON.stringify({ kind: "hard", address: "ana@example.org", messageId: "<n.1@mail.example>" }),
    "hard",
    "<n.1@mail.example>",
  ],
  ["generic", JSON.stringify([{ kind: "soft", address: "ana@example.org" }]), "soft", null],
] as const)("MAIL-26: a bounce that %s reports", ([provider, json, kind, messageId]) => {
  expect(readProviderEvent(provider, json)).toMatchObject({
    kind: "bounces",
    bounces: [{ kind, address: "ana@example.org", messageId, notificationId: null }],
  });
});

test.for([
  [
    "postmark",
    {
      RecordType: "Bounce",
      Type: "HardBounce",
      Email: "ana@example.org",
      Details: "550 <a@b.org>",
    },
  ],
  ["generic", { kind: "hard", address: "ana@example.org", detail: "550 <a@b.org>" }],
] as const)("MAIL-39: what %s reports is kept without addresses", ([provider, event]) => {
  expect(readProviderEvent(provider, JSON.stringify(event))).toMatchObject({
    bounces: [{ address: "ana@example.org", detail: "550 <(address)>" }],
  });
});

test("MAIL-26: deliveries are no bounces, SNS is confirmed at its own address only, and nothing else is an event", () => {
  const other: readonly (readonly [MailProvider, object])[] = [
    ["ses", { notificationType: "Delivery" }],
    ["postmark", { RecordType: "Delivery" }],
    ["postmark", { RecordType: "Bounce", Type: "AutoResponder", Email: "ana@example.org" }],
    ["mailgun", { "event-data": { event: "delivered" } }],
  ];
  for (const [provider, body] of other)
    expect(readProviderEvent(provider, JSON.stringify(body))).toEqual({ kind: "other" });
  const confirm = (SubscribeURL: string) =>
    readProviderEvent("ses", JSON.stringify({ Type: "SubscriptionConfirmation", SubscribeURL }))
      .kind;
  expect(confirm("https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription")).toBe(
    "confirm",
  );
  expect(confirm("https://sns.eu-central-1.amazonaws.com.evil.example/")).toBe("invalid");
  expect(confirm("http://169.254.169.254/")).toBe("invalid");
  fc.assert(
    fc.property(
      fc.constantFrom(...mailProviders),
      fc.oneof(fc.json(), fc.string()),
      (provider, json) => {
        expect(["invalid", "other"]).toContain(readProviderEvent(provider, json).kind);
      },
    ),
  );
});

async function listening(
  onMail: (raw: Buffer, from: SmtpSession) => Promise<"taken" | "later">,
  limits: Partial<ListenerLimits> = {},
) {
  const errors: unknown[] = [];
  const listener = await listenForMail({
    host: "127.0.0.1",
    port: 0,
    domain: "reply.example",
    limits,
    onMail,
    onError: (error) => errors.push(error),
  });
  const transport = createTransport({ host: "127.0.0.1", port: listener.port, ignoreTLS: true });
  const send = (to: string, raw: string | Buffer = "Subject: x\r\n\r\nHello") =>
    transport.sendMail({ envelope: { from: "ana@example.org", to }, raw }).then(
      () => 250,
      (error: { responseCode?: number }) => error.responseCode,
    );
  let closing: Promise<void> | undefined;
  return {
    errors,
    send,
    port: listener.port,
    [Symbol.asyncDispose]: () => (closing ??= listener.close()),
  };
}

test("MAIL-27: the listener takes mail to its domain, and relays none", async () => {
  const got: SmtpSession[] = [];
  await using server = await listening((_, from) => {
    got.push(from);
    return Promise.resolve("taken");
  });
  expect(await server.send(replyTo)).toBe(250);
  expect(await server.send("someone@example.net")).toBe(550);
  expect(got).toMatchObject([
    { remoteAddress: "127.0.0.1", mailFrom: "ana@example.org", rcptTo: [replyTo] },
  ]);
});

test("MAIL-27: a mail that could not be dealt with is asked for again, and one that is too large refused for good", async () => {
  const answers = [
    () => Promise.resolve("later" as const),
    () => Promise.reject(new Error("no database")),
  ];
  await using server = await listening(() => answers.shift()?.() ?? Promise.resolve("taken"));
  expect(await server.send(replyTo)).toBe(451);
  expect(await server.send(replyTo)).toBe(451);
  expect(server.errors).toEqual([new Error("no database")]);
  const large = Buffer.concat([
    Buffer.from("Subject: x\r\n\r\n"),
    Buffer.alloc(11 * 1024 * 1024, "a\r\n"),
  ]);
  expect(await server.send(replyTo, large)).toBe(552);
  expect(await server.send(replyTo)).toBe(250);
});

test(
  "MAIL-27: a client that stays connected holds up the end of the listener for three seconds at most",
  { timeout: 10_000 },
  async () => {
    await using server = await listening(() => Promise.resolve("taken"));
    const client = connect(server.port, "127.0.0.1");
    client.on("error", () => {});
    const hungUp = once(client, "close");
    await once(client, "data");
    await server[Symbol.asyncDispose]();
    client.resume();
    await hungUp;
  },
);

/** A client that does what a test says. The server greets it, unless it hangs up at once. */
async function byHand(port: number) {
  const client = connect(port, "127.0.0.1");
  client.on("error", () => {});
  const heard = { text: "" };
  client.on("data", (data: Buffer) => (heard.text += data.toString()));
  const closed = new Promise<void>((resolve) => void client.once("close", () => resolve()));
  await Promise.race([once(client, "data"), closed]);
  const say = async (line: string) => {
    heard.text = "";
    client.write(`${line}\r\n`);
    await vi.waitFor(() => expect(heard.text).toMatch(/^\d{3} .*\r\n$/m));
    return Number(heard.text.slice(0, 3));
  };
  return { client, closed, heard, say };
}

test("MAIL-38: one address may not take all connections", async () => {
  await using server = await listening(() => Promise.resolve("taken"), { addressConnections: 2 });
  const first = await byHand(server.port);
  const second = await byHand(server.port);
  const third = await byHand(server.port);
  await third.closed;
  expect(third.heard.text).toBe("");
  expect(await second.say("NOOP")).toBe(250);
  first.client.destroy();
  await vi.waitFor(async () => expect(await server.send(replyTo)).toBe(250));
  second.client.destroy();
});

test("MAIL-38: a connection ends in time, also if its client keeps sending", async () => {
  await using server = await listening(() => Promise.resolve("taken"), { connectionTime: 300 });
  const { client, closed } = await byHand(server.port);
  const timer = setInterval(() => client.write("NOOP\r\n"), 20);
  await closed;
  clearInterval(timer);
});

test("MAIL-38: more mail at once than the memory for it is to be delivered again", async () => {
  const held = Promise.withResolvers<"taken">();
  await using server = await listening(() => held.promise, { bytes: 100_000 });
  const large = `Subject: x\r\n\r\n${"x".repeat(60)}\r\n`.repeat(1_000);
  const first = server.send(replyTo, large);
  const hangsUp = await byHand(server.port);
  for (const line of ["EHLO x", "MAIL FROM:<a@b.example>", `RCPT TO:<${replyTo}>`, "DATA"])
    await hangsUp.say(line);
  hangsUp.client.write("x\r\n".repeat(2_000));
  await vi.waitFor(async () => expect(await server.send(replyTo, large)).toBe(452));
  held.resolve("taken");
  expect(await first).toBe(250);
  hangsUp.client.destroy();
  await vi.waitFor(async () => expect(await server.send(replyTo, large)).toBe(250));
});
