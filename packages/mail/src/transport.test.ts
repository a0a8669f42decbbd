import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { expect, test } from "vitest";
import type { OutgoingMail } from "./compose.ts";
import { createMailer, createMailFolder } from "./transport.ts";

const mail: OutgoingMail = {
  messageId: "<n.1@mail.example>",
  from: { name: "Ben via Bright Futures", address: "no-reply@mail.example" },
  to: { name: "Ana", address: "ana@example.org" },
  returnPath: "b+1abc@reply.example",
  subject: "Ben wrote to you",
  text: "Hello",
  html: "<p>Hello</p>",
  headers: { "Auto-Submitted": "auto-generated" },
};

const short = { connection: 2_000, greeting: 300, socket: 300 };

async function serve(options: SMTPServerOptions) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  // It listens on a port, so its address is none of a pipe.
  const { port } = server.server.address() as AddressInfo;
  const mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, timeouts: short });
  return {
    mailer,
    [Symbol.asyncDispose]: async () => {
      mailer.close();
      await new Promise<void>((closed) => {
        server.close(closed);
      });
    },
  };
}

/** A server of lines of its own, for what no good server says. */
async function serveRaw(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    onConnection(socket);
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const { port } = server.address() as AddressInfo;
  const mailer = createMailer({ url: `smtp://127.0.0.1:${port}`, timeouts: short });
  return {
    mailer,
    port,
    [Symbol.asyncDispose]: async () => {
      mailer.close();
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => {
        server.close(closed);
      });
    },
  };
}

const refusing = (responseCode: number, text: string) =>
  Object.assign(new Error(text), { responseCode });

test("MAIL-15: a mail that the server takes is sent, with its envelope and id", async () => {
  const received: { from: string; to: string[]; raw: Buffer }[] = [];
  await using server = await serve({
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  expect(await server.mailer.send(mail)).toMatchObject({ status: "sent" });
  const [got] = received;
  expect(got).toMatchObject({ from: "b+1abc@reply.example", to: ["ana@example.org"] });
  expect((await PostalMime.parse(got?.raw ?? "")).messageId).toBe("<n.1@mail.example>");
});

test.for([
  ["RCPT TO 550", 550, "5.1.1 no such user", { status: "bounced", hard: true }],
  ["RCPT TO 550 without an enhanced code", 550, "unknown", { status: "bounced", hard: true }],
  ["RCPT TO 552", 552, "5.2.2 mailbox full", { status: "bounced", hard: false }],
  ["RCPT TO 554", 554, "5.7.1 blocked by policy", { status: "bounced", hard: false }],
  ["RCPT TO 450", 450, "4.2.0 greylisted", { status: "retry" }],
  ["RCPT TO 421", 421, "4.3.2 try again later", { status: "retry" }],
] as const)("MAIL-16: %s", async ([, code, text, outcome]) => {
  await using server = await serve({ onRcptTo: (_, __, done) => done(refusing(code, text)) });
  expect(await server.mailer.send(mail)).toMatchObject(outcome);
});

test.each([450, 550])(
  "MAIL-39: what a mail server says with %i is kept without addresses",
  async (code) => {
    const said =
      '5.1.1 <ana@example.org>: Recipient address "ana b"@example.org rejected (mañana@ñ.example)';
    await using server = await serve({ onRcptTo: (_, __, done) => done(refusing(code, said)) });
    const outcome = await server.mailer.send(mail);
    const detail = "error" in outcome ? outcome.error : "";
    expect(detail).toMatch(/5\.1\.1 <\(address\)>: Recipient address \(address\) rejected/);
    expect(detail).not.toMatch(/@|example/);
  },
);

test("MAIL-16: a text that is refused for good bounces softly, and one that is refused for now is tried again", async () => {
  const answers = [refusing(554, "5.7.1 spam"), refusing(451, "4.3.0 later")];
  await using server = await serve({
    onData(stream, _, done) {
      stream.resume().on("end", () => done(answers.shift()));
    },
  });
  expect(await server.mailer.send(mail)).toMatchObject({ status: "bounced", hard: false });
  expect(await server.mailer.send(mail)).toMatchObject({ status: "retry" });
});

test("MAIL-16: a refused login or sender says nothing of the recipient", async () => {
  await using login = await serve({
    authOptional: false,
    onMailFrom: (_, __, done) => done(refusing(550, "5.7.1 who are you")),
  });
  expect(await login.mailer.send(mail)).toMatchObject({ status: "retry" });
  await using sender = await serve({
    onMailFrom: (_, __, done) => done(refusing(550, "5.1.8 bad sender")),
  });
  expect(await sender.mailer.send(mail)).toMatchObject({ status: "retry" });
});

test("MAIL-17: a server that says nothing is given up within the timeouts", async () => {
  let connected = 0;
  await using server = await serveRaw(() => {
    connected += 1;
  });
  expect(await server.mailer.send(mail)).toMatchObject({ status: "retry" });
  expect(connected).toBe(1);
});

test("MAIL-17: a server that answers 421, or hangs up after the text, is tried again, with the same id", async () => {
  await using busy = await serveRaw((socket) => socket.end("421 4.3.2 too busy\r\n"));
  expect(await busy.mailer.send(mail)).toMatchObject({ status: "retry" });

  const ids: string[] = [];
  // It has the whole mail, and is gone before it says so.
  await using dropping = await serveRaw((socket) => {
    let said = "";
    socket.write("220 mail.example\r\n");
    socket.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const id = /^Message-ID: (\S+)[^]*\r\n\.\r\n$/im.exec(said)?.[1];
      if (id !== undefined) {
        ids.push(id);
        socket.destroy();
      } else if (!said.includes("Message-ID"))
        socket.write(said.endsWith("DATA\r\n") ? "354 go on\r\n" : "250 ok\r\n");
    });
  });
  expect(await dropping.mailer.send(mail)).toMatchObject({ status: "retry" });
  expect(ids).toEqual(["<n.1@mail.example>"]);
});

test("MAIL-17: a server that is not there, or closed while mails wait, is tried again", async () => {
  const gone = await serveRaw(() => {});
  await gone[Symbol.asyncDispose]();
  const mailer = createMailer({ url: `smtp://127.0.0.1:${gone.port}`, timeouts: short });
  expect(await mailer.send(mail)).toMatchObject({ status: "retry" });
  mailer.close();
  expect(await mailer.send(mail)).toMatchObject({ status: "retry" });
});

test("MAIL-18: two hundred mails at once use at most twenty connections", async () => {
  let open = 0;
  let most = 0;
  let count = 0;
  await using server = await serve({
    onConnect(_, done) {
      open += 1;
      most = Math.max(most, open);
      done();
    },
    onClose() {
      open -= 1;
    },
    onData(stream, _, done) {
      stream.resume().on("end", () => {
        count += 1;
        done();
      });
    },
  });
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (__, at) =>
      server.mailer.send({ ...mail, messageId: `<n.${at}@mail.example>` }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "sent")).toHaveLength(200);
  expect(count).toBe(200);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(20);
});

test("MAIL-19: without a server each mail becomes a file, and a repeated one takes the place of the first", async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-mail-"));
  let time = Date.parse("2026-03-01T12:00:00.000Z");
  const mails = createMailFolder(join(folder, "mail"), { now: () => new Date((time += 1_000)) });
  expect(await mails.list()).toEqual([]);
  await mails.send(mail);
  await mails.send({ ...mail, messageId: "<n.2@mail.example>" });
  await mails.send(mail);
  const names = await mails.list();
  expect(names).toEqual([
    "20260301120002000-_n.2_mail.example_.eml",
    "20260301120001000-_n.1_mail.example_.eml",
  ]);
  const raw = await mails.read(names[1] ?? "");
  expect((await PostalMime.parse(raw ?? "")).subject).toBe("Ben wrote to you");
  expect(await mails.read("../secret.eml")).toBeNull();
  expect(await mails.read("20260301120002000-other.eml")).toBeNull();
  await rm(folder, { recursive: true });
});
