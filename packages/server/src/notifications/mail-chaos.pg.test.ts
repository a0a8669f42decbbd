import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect as connectTcp, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { connect, type Connection } from "@parley/db/connect";
import { createTestDatabase, type PostgresTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { listenForMail } from "@parley/mail/listener";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { portOf } from "../testing/port-of.ts";

const SECONDS = process.env["PARLEY_CHAOS_SECONDS"];
const program = fileURLToPath(new URL("../fixtures/notify-by-mail.ts", import.meta.url));
const HOURS_8 = 8 * 3_600_000;
const suite = await describePostgres();

/** A mail server, and what reached it: the addresses, each with the `Message-ID` of every mail. */
async function startMailServer({ delay }: { delay: () => number }) {
  const mails = new Map<string, string[]>();
  const { port, close } = await listenForMail({
    host: "127.0.0.1",
    port: 0,
    domain: "example.org",
    async onMail(raw, { rcptTo: [to = ""] }) {
      await pause(delay());
      const [, id = ""] = /^message-id: *(?:\r\n )?(<[^>]+>)/im.exec(raw.toString()) ?? [];
      mails.set(to, [...(mails.get(to) ?? []), id]);
      // A server that is killed now has not learnt that its mail was taken.
      await pause(delay());
      return "taken";
    },
    onError: (error) => {
      throw error;
    },
  });
  // In front of it, to count connections.
  const open = new Set<Socket>();
  let most = 0;
  const front = createServer((socket) => {
    open.add(socket);
    most = Math.max(most, open.size);
    const onwards = connectTcp(port, "127.0.0.1");
    socket.pipe(onwards).pipe(socket);
    const end = () => {
      open.delete(socket);
      socket.destroy();
      onwards.destroy();
    };
    for (const side of [socket, onwards]) side.on("error", end).on("close", end);
  });
  await once(front.listen(0, "127.0.0.1"), "listening");
  return {
    url: `smtp://127.0.0.1:${portOf(front)}`,
    mails,
    mostConnections: () => most,
    async close() {
      for (const socket of open) socket.destroy();
      front.close();
      await close();
    },
  };
}

suite("notifications by mail", () => {
  let home: PostgresTestDatabase;
  let database: Connection;
  let mailServer: Awaited<ReturnType<typeof startMailServer>>;
  const running = new Set<ChildProcess>();

  beforeAll(async () => {
    home = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => home.close());
  beforeEach(async () => {
    await home.reset();
    database = await connect({ engine: "postgres", url: home.url });
  });
  afterEach(async () => {
    for (const child of running) {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      // oxlint-disable-next-line no-await-in-loop -- there are two
      await exited;
    }
    await mailServer.close();
    await database.close();
  });

  /** Starts a server, and waits until it takes jobs. */
  async function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [program, home.url, mailServer.url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    if (child.stdout === null) throw new Error("the server has no output");
    await once(child.stdout, "data");
    return child;
  }

  const count = async (text: string) => {
    const { rows } = await database.db.$client.query<{ count: number }>(text);
    return rows[0]?.count ?? 0;
  };
  const unsent = () =>
    count(`select (select count(*) from parley.pending_notifications where due_at is not null)::int
      + (select count(*) from parley.notifications where state <> 'sent')::int as count`);

  /** Ada has written to so many users; their notifications become due evenly over the time. */
  async function addUnread(users: number, seconds: number): Promise<string[]> {
    const names = `select 'user-' || at as id, at from generate_series(1, ${users}) at`;
    await database.db.$client.query(`
      insert into parley.users (id, email, name, role) values ('ada', 'ada@example.org', 'Ada', 'MENTOR');
      insert into parley.users (id, email, name, role) select id, id || '@example.org', id, 'MENTEE' from (${names}) u;
      insert into parley.streams (user_id) select id from parley.users;
      insert into parley.conversations (id, kind, low_user, high_user, last_seq, created_at)
        select overlay(gen_random_uuid()::text placing '7' from 15 for 1)::uuid, 'direct', 'ada', id, 1, now() - interval '1 day' from (${names}) u;
      insert into parley.participants (conversation_id, user_id, opened_at)
        select id, low_user, created_at from parley.conversations
        union all select id, high_user, created_at from parley.conversations;
      insert into parley.messages (conversation_id, seq, id, sender_id, body, created_at)
        select id, 1, gen_random_uuid(), 'ada', 'Hello?', now() - interval '1 hour' from parley.conversations;
      insert into parley.pending_notifications (user_id, conversation_id, first_seq, due_at)
        select u.id, c.id, 1, now() + u.at * interval '1 second' * ${seconds}::float8 / ${users}
        from (${names}) u join parley.conversations c on c.high_user = u.id`);
    return Array.from({ length: users }, (_, at) => `user-${at + 1}@example.org`);
  }

  /** The addresses without a mail, and those to which mails of different ids came. */
  function problems(expected: readonly string[]) {
    const { mails } = mailServer;
    return {
      lost: expected.filter((address) => !mails.has(address)),
      doubled: [...mails].filter(([, ids]) => new Set(ids).size > 1 || ids.includes("")),
      others: [...mails.keys()].filter((address) => !expected.includes(address)),
    };
  }
  const none = { lost: [], doubled: [], others: [] };
  const sent = () => [...mailServer.mails.values()].flat().length;

  test(
    "NTF-11, JOB-6: while two servers are killed at random, each due notification is mailed, and a repeated mail has the same Message-ID",
    { retry: 0, timeout: HOURS_8 },
    async () => {
      mailServer = await startMailServer({ delay: () => Math.random() * 100 });
      const seconds = Number(SECONDS ?? 15);
      const expected = await addUnread(Math.max(150, seconds * 5), seconds);
      await Promise.all([start(), start()]);
      // Counted from here: on a busy machine the start takes as long.
      const end = performance.now() + seconds * 1_000;
      let kills = 0;
      while (performance.now() < end) {
        await pause(500 + Math.random() * 4_500);
        const victims = [...running].toSorted(() => Math.random() - 0.5);
        // Both at a time, now and then.
        for (const victim of victims.slice(0, Math.random() < 0.2 ? 2 : 1)) {
          const exited = once(victim, "exit");
          victim.kill("SIGKILL");
          await exited;
          kills += 1;
        }
        await Promise.all(Array.from({ length: 2 - running.size }, start));
      }
      await vi.waitFor(async () => expect(await unsent()).toBe(0));
      if (SECONDS !== undefined)
        console.log(
          `${expected.length} notifications due in ${seconds} s, ${kills} servers killed, ${sent()} mails, ${sent() - expected.length} of them repeated`,
        );
      expect(problems(expected)).toEqual(none);
      expect(kills).toBeGreaterThan(0);
    },
  );

  test("MAIL-18, NTF-11: thousands of notifications that become due within a minute are mailed once each, over at most 20 connections", async () => {
    mailServer = await startMailServer({ delay: () => 1 });
    const expected = await addUnread(SECONDS === undefined ? 1_000 : 10_000, 60);
    await start();
    await vi.waitFor(async () => expect(await unsent()).toBe(0));
    if (SECONDS !== undefined)
      console.log(`${sent()} mails over at most ${mailServer.mostConnections()} connections`);
    expect(problems(expected)).toEqual(none);
    expect(sent()).toBe(expected.length);
    expect(mailServer.mostConnections()).toBeLessThanOrEqual(20);
  });
});
