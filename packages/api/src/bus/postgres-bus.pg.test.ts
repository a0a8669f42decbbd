import { openNotifications } from "@parley/db/notifications";
import { createTestDatabase } from "@parley/db/testing";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { busContract, closed, closedAt, listenFor } from "../testing/bus-contract.ts";
import { openBusPair } from "../testing/bus-pair.ts";
import { openPostgresTransport } from "./postgres-transport.ts";
import type { Transport } from "./transport.ts";

const describe = await describePostgres();

describe("the bus over LISTEN and NOTIFY", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>> & { url: string };
  beforeAll(async () => {
    database = await createTestDatabase({ engine: "postgres" });
  });
  afterAll(() => database.close());

  const openTransport = () => openPostgresTransport({ url: database.url });
  busContract(() => openBusPair({ openTransport }));

  /** What any role that may connect to the database receives. */
  async function overhear() {
    const said: string[] = [];
    const ear = await openNotifications({
      url: database.url,
      channel: "parley",
      onMessage: (payload) => said.push(payload),
      onReopen: () => undefined,
      onFault: () => undefined,
    });
    return { said, ear };
  }

  test("DBS-2: processes on different schemas of one database have channels of their own", async () => {
    // The longest name that a schema may have.
    const schema = "s".repeat(50);
    await using first = await openBusPair({ openTransport });
    await using second = await openBusPair({
      openTransport: () => openPostgresTransport({ url: database.url, schema }),
    });
    const inFirst = await listenFor(first.other, "ada");
    const inSecond = await listenFor(second.other, "ada");
    second.one.authority("ada");
    await vi.waitFor(() => expect(inSecond.heard.authority).toBe(1));
    // What comes later on the same channel is heard later.
    const marker = await listenFor(first.other, "eve");
    first.one.authority("eve");
    await vi.waitFor(() => expect(marker.heard.authority).toBe(1));
    expect(inFirst.heard.authority).toBe(0);
  });

  test("BUS-13: no event content is sent over the database's channel, which requires no privilege on any table", async () => {
    const { said, ear } = await overhear();
    await using pair = await openBusPair({ openTransport });
    const ada = await listenFor(pair.other, "ada");
    pair.one.deliver([pair.log.append("ada", closedAt(7))]);
    await vi.waitFor(() => expect(ada.events).toHaveLength(1));
    expect(ada.events[0]?.event).toEqual(closedAt(7));
    expect(said.join()).toContain('"ada"');
    expect(said.join()).not.toContain("closed");
    await ear.close();
  });

  test("BUS-7: a broken connection is reopened, and what was lost meanwhile is found", async () => {
    await using pair = await openBusPair({ openTransport });
    const ada = await listenFor(pair.other, "ada");
    pair.one.deliver([pair.log.append("ada", closed("a"))]);
    await vi.waitFor(() => expect(ada.events).toHaveLength(1));

    const { rows } = await database.db.$client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'parley bus' and datname = current_database()",
    );
    expect(rows, "both were cut").toHaveLength(2);
    await vi.waitFor(() => expect(pair.faults.length).toBeGreaterThanOrEqual(2));
    pair.one.deliver([pair.log.append("ada", closed("b"))]);
    pair.log.closeAccount("ada");
    pair.one.authority("ada");
    // The queued hint and the reconciliation may both deliver it.
    const seen = () => [...new Set(ada.events.map(({ seq }) => seq))];
    await vi.waitFor(() => expect(seen()).toEqual([1, 2]));
    await vi.waitFor(() => expect(ada.heard.authority).toBeGreaterThan(0));
  });

  test("BUS-6: what is committed together is published in one NOTIFY, and a process without peers sends none", async () => {
    const { said, ear } = await overhear();
    const hintPayloads = () => said.filter((payload) => payload.includes('"hints":[['));
    {
      await using pair = await openBusPair({ openTransport });
      const ada = await listenFor(pair.other, "ada");
      for (let nth = 0; nth < 64; nth += 1) {
        pair.one.deliver([
          pair.log.append("ada", closed("a")),
          pair.log.append("ben", closed("b")),
        ]);
      }
      await vi.waitFor(() => expect(ada.events.at(-1)?.seq).toBe(64));
      expect(hintPayloads()).toHaveLength(1);
    }
    const hint = { userId: "ada", first: 1, last: 1, at: 0 };
    const publishBy = (transport: Transport) =>
      transport.publish({ hints: [hint], signals: [], authority: [], reconcile: false });
    {
      // Its heartbeats never end, however slow the machine.
      const unsure = await openPostgresTransport({ url: database.url, heartbeat: 3_600_000 });
      await publishBy(unsure);
      await vi.waitFor(() => expect(hintPayloads(), "at first it cannot know").toHaveLength(2));
      await unsure.close();
    }
    const alone = await openPostgresTransport({ url: database.url, heartbeat: 20 });
    const publish = () => publishBy(alone);
    // Detected four heartbeats later.
    await vi.waitFor(async () => {
      const before = said.length;
      await publish();
      await vi.waitFor(() => expect(said.length).toBeGreaterThan(before + 1));
      expect(said.slice(before).filter((payload) => payload.includes("hints"))).toEqual([]);
    });
    const other = await openPostgresTransport({ url: database.url, heartbeat: 20 });
    other.start({
      onNotification: () => undefined,
      onGap: () => undefined,
      onFault: () => undefined,
    });
    const count = hintPayloads().length;
    await vi.waitFor(async () => {
      await publish();
      expect(hintPayloads().length).toBeGreaterThan(count);
    });
    await Promise.all([alone.close(), other.close(), ear.close()]);
  });
});
