import { readFile } from "node:fs/promises";
import { newId } from "@parley/api/testing";
import { createPlatform, type FileStore } from "@parley/api/platform";
import { afterAll, expect, test, vi } from "vitest";
import { createFileStore } from "../files/file-store.ts";
import { noLimits } from "../rate-limits/limits.ts";
import { portOf } from "../testing/port-of.ts";
import { openRawSocket } from "../testing/raw-socket.ts";
import { createTestProgramme, startTestServer } from "../testing/test-server.ts";
import { createMetrics, type Metrics } from "./create-metrics.ts";
import { serveMetrics } from "./serve-metrics.ts";
import { watchPool } from "./watch-pool.ts";

const api = await createTestProgramme();
afterAll(() => api.close());

/** One metric from the text; of a histogram its count. */
async function figure(metrics: Metrics, name: string): Promise<number> {
  const line = (await metrics.text()).split("\n").find((each) => each.startsWith(`${name} `));
  return Number(line?.split(" ")[1]);
}

async function start(limits = noLimits, files?: FileStore) {
  const metrics = createMetrics();
  const platform = createPlatform({
    db: api.platform.db,
    clock: api.clock,
    presence: api.platform.presence,
    meter: metrics.meter,
    files,
  });
  const server = await startTestServer(api, { platform, metrics, limits });
  return { metrics, server };
}

test("OBS-1: the steps of a message are counted, from its send to every socket to which it was written", async () => {
  const { metrics, server } = await start();
  const { id: conversationId } = await api.as("ben").conversations.open({ userId: "ada" });
  const [ada, ben] = await Promise.all(
    ["ada", "ben"].map(async (userId) => {
      const socket = await openRawSocket(server.socketUrl, { token: await server.sign(userId) });
      socket.send({ id: 1, method: "subscription", params: { path: "events.stream", input: {} } });
      await socket.answer(({ id, result }) => id === 1 && result?.type === "data");
      return socket;
    }),
  );
  if (ada === undefined || ben === undefined) throw new Error("two sockets were opened");
  expect(await figure(metrics, "parley_sockets")).toBe(2);
  expect(await figure(metrics, "parley_resyncs_total")).toBe(2);
  const before = await figure(metrics, "parley_deliveries_total");
  for (let nth = 0; nth < 3; nth += 1) {
    await ben.call("mutation", "messages.send", { conversationId, id: newId(), body: "hello" });
    await ada.answer(({ id, result }) => id === 1 && result?.type === "data");
  }
  await vi.waitFor(async () =>
    expect(await figure(metrics, "parley_deliveries_total")).toBe(before + 6),
  );
  expect(await figure(metrics, "parley_sends_total")).toBe(3);
  expect(await figure(metrics, "parley_send_batch_size_sum")).toBe(3);
  expect(await figure(metrics, "parley_commit_to_socket_seconds_count")).toBe(6);
  expect(await figure(metrics, 'parley_commit_to_socket_seconds_bucket{le="10"}')).toBe(6);
  expect(await figure(metrics, "process_cpu_seconds_total")).toBeGreaterThan(0);
  await server.app.close();
  expect(await figure(metrics, "parley_sockets")).toBe(0);
});

test("OBS-1: calls over a limit are counted by limit", async () => {
  const { metrics, server } = await start({ ...noLimits, calls: { burst: 1, perSecond: 0.001 } });
  const ada = await openRawSocket(server.socketUrl, { token: await server.sign("ada") });
  for (let nth = 0; nth < 4; nth += 1) await ada.call("query", "users.me");
  expect(await figure(metrics, 'parley_refusals_total{limit="calls"}')).toBe(3);
  await server.app.close();
});

test("OBS-1: waits for a database connection are counted, and immediate ones are not", async () => {
  const waits: number[] = [];
  const free: (() => void)[] = [];
  const pool = {
    options: { max: 1 },
    totalCount: 1,
    idleCount: 1,
    connect: (callback?: (...results: unknown[]) => void) => {
      const { promise, resolve } = Promise.withResolvers<string>();
      free.push(() => (callback === undefined ? resolve("client") : callback(undefined, "client")));
      return callback === undefined ? promise : undefined;
    },
  };
  // The parts of a pool that are used here.
  watchPool(pool as never, (milliseconds) => waits.push(milliseconds));
  const atOnce = pool.connect();
  free.pop()?.();
  expect(await atOnce).toBe("client");
  expect(waits).toEqual([]);

  pool.idleCount = 0;
  const later = pool.connect();
  const called = vi.fn();
  void pool.connect(called);
  for (const release of free) release();
  expect(await later).toBe("client");
  expect(called).toHaveBeenCalledWith(undefined, "client");
  expect(waits).toHaveLength(2);
});

test("OBS-2, HTTP-1: the metrics are on a separate address, and not on the public one", async () => {
  const { metrics, server } = await start();
  const own = await serveMetrics(metrics, { host: "127.0.0.1", port: 0 });
  const at = (port: number, path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const figures = await at(portOf(own.server), "/metrics");
  expect(figures.status).toBe(200);
  expect(figures.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await figures.text()).toContain("parley_sockets 0");
  expect((await at(portOf(own.server), "/")).status).toBe(404);
  const asked = (method: string) =>
    fetch(`http://127.0.0.1:${portOf(own.server)}/metrics`, { method });
  expect((await asked("HEAD")).headers.get("content-type")).toMatch(/^text\/plain/);
  for (const [method, status] of [
    ["HEAD", 200],
    ["OPTIONS", 204],
    ["POST", 405],
    ["DELETE", 405],
  ] as const) {
    const answer = await asked(method);
    expect(answer.status, method).toBe(status);
    if (status !== 200) expect(answer.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  }
  expect((await at(server.port, "/metrics")).status).toBe(404);
  await own.close();
  await server.app.close();
});

test("OBS-5: a renamed metric is exported under its old name too, until the next version", async () => {
  const metrics = createMetrics();
  metrics.meter.notificationsPublished(3);
  metrics.meter.reconciled(2, 5);
  for (const [name, old, value] of [
    ["parley_bus_publications_total", "parley_news_published_total", 1],
    ["parley_bus_published_users_total", "parley_news_published_people_total", 3],
    ["parley_bus_lost_users_total", "parley_news_lost_total", 2],
  ] as const) {
    expect(await figure(metrics, name)).toBe(value);
    expect(await figure(metrics, old)).toBe(value);
  }
});

test("OBS-5: the dashboard queries only existing metrics, and all of ours", async () => {
  const { metrics, server } = await start();
  const text = await metrics.text();
  const known = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].flatMap(([, name = "", type]) =>
    type === "histogram" ? [name, `${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
  );
  const file = new URL("../../../../deploy/grafana/parley.json", import.meta.url);
  const dashboard = await readFile(file, "utf8");
  const asked = new Set(dashboard.match(/\b(parley|process|nodejs)_\w+/g));
  expect([...asked].filter((name) => !known.includes(name))).toEqual([]);
  const deprecated = [...text.matchAll(/^# HELP (\S+) Deprecated/gm)].map(([, name = ""]) => name);
  const ours = [...text.matchAll(/^# TYPE (parley_\w+)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => !deprecated.includes(name));
  expect(ours.filter((name) => ![...asked].some((each) => each.startsWith(name)))).toEqual([]);
  await server.app.close();
});

test("OBS-1: files are counted by what became of them, and what failed since the disk is broken", async () => {
  let failures = 0;
  const limits = { bytesMax: 10, userBytesMax: 10, totalBytesMax: 10 };
  const files = createFileStore({
    places: [{ kind: "disk", dir: "/dev/null/files" }],
    onUnavailable: () => (failures += 1),
    ...limits,
  });
  const { metrics, server } = await start(noLimits, files);
  const announce = async (size: number) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/trpc/files.begin`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${await server.sign("ada")}`,
        "content-type": "application/json",
      },
      body: JSON.stringify({ fileId: newId(), name: "a.txt", size, sha256: "0".repeat(64) }),
    });
    return response.status;
  };
  expect(await announce(11)).toBe(200);
  expect(await figure(metrics, 'parley_files_total{outcome="too_large"}')).toBe(1);
  expect(await announce(10)).toBe(503);
  expect(failures).toBe(1);
  metrics.fileStoreFailed();
  expect(await figure(metrics, "parley_file_store_errors_total")).toBe(1);
  metrics.meter.fileFinished("ready", 10);
  metrics.meter.fileScanned("clean");
  expect(await figure(metrics, "parley_file_bytes_total")).toBe(10);
  expect(await figure(metrics, 'parley_files_total{outcome="ready"}')).toBe(1);
  expect(await figure(metrics, 'parley_file_scans_total{outcome="clean"}')).toBe(1);
  await server[Symbol.asyncDispose]();
});
