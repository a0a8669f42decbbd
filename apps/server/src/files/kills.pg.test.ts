import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { buffer } from "node:stream/consumers";
import { housekeep } from "@parley/api/housekeeping";
import { createPlatform } from "@parley/api/platform";
import { files, messages } from "@parley/db/schema";
import { describePostgres } from "@parley/db/testing/describe-postgres";
import { joinStores } from "@parley/server/files/byte-store";
import { createFileStore, openPlaces } from "@parley/server/files/file-store";
import { fileSettingsOf } from "@parley/server/files/file-settings";
import { inspectFiles } from "@parley/server/files/inspect-files";
import { startTestS3 } from "@parley/server/testing/s3-server";
import { expect, test } from "vitest";
import { createCluster } from "../testing/cluster.ts";

const suite = await describePostgres();
/** Of a server that stores in a folder; a third as many of one with a bucket. Each takes some seconds. */
const KILLS = Number(
  process.env["PARLEY_FILE_KILLS"] ?? (process.env["PARLEY_TESTS"] === "more" ? 15 : 5),
);

suite("uploads to a server that is killed", () => {
  test.each([
    ["a folder", KILLS],
    ["a bucket", Math.ceil(KILLS / 3)],
  ] as const)(
    "FILE-27: to %s: after %i kills every message has its file, once, and nothing is left behind",
    async (where, kills) => {
      await using cleanups = new AsyncDisposableStack();
      const dir = await mkdtemp(join(tmpdir(), "parley-kills-"));
      cleanups.defer(() => rm(dir, { recursive: true, force: true }));
      const s3 = cleanups.use(await startTestS3());
      const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
      const isBucket = where === "a bucket";
      const place = isBucket
        ? ({ kind: "s3", ...s3.settings } as const)
        : ({ kind: "disk", dir } as const);
      const settings = fileSettingsOf([place], { file: 25, user: 2_000, total: 2_000 });
      const cluster = cleanups.use(
        await createCluster({
          people: { ada: "MENTOR", ben: "MENTEE" },
          group: { id: "north", mentor: "ada", mentees: ["ben"] },
          env: (): Record<string, string> => ({
            RATE_LIMITS: "off",
            ...(isBucket
              ? {
                  FILES_S3_ENDPOINT: endpoint,
                  FILES_S3_BUCKET: bucket,
                  FILES_S3_ACCESS_KEY_ID: accessKeyId,
                  FILES_S3_SECRET_ACCESS_KEY: secretAccessKey,
                }
              : { FILES_DIR: dir }),
          }),
        }),
      );
      let server = await cluster.start();
      cluster.balancer.serve([server.address]);
      const ada = await cluster.connect("ada");
      const { id: conversationId } = await ada.client.trpc.conversations.open.mutate({
        userId: "ben",
      });
      const uploads = await ada.client.files.open();
      const sent = new Map<string, Buffer>();

      /** Chooses a file, and sends it as a message. */
      function send(at: number): void {
        const content = Buffer.concat([
          Buffer.from("%PDF-1.7\n"),
          randomBytes(900_000 + Math.floor(Math.random() * 4_000_000)),
          Buffer.from("\n%%EOF\n"),
        ]);
        const known = new Set(uploads.all.get().map(({ id }) => id));
        uploads.add(conversationId, [new File([content], `plan-${at}.pdf`)]);
        const chosen = uploads.all.get().filter(({ id }) => !known.has(id));
        const given = chosen.map(({ id, name, size, type }) => ({ id, name, size, type }));
        for (const { id } of given) sent.set(id, content);
        ada.client.outbox.send({ conversationId, body: "", files: given });
      }

      for (let at = 0; at < kills; at += 1) {
        send(at);
        await wait(Math.random() * 600);
        server.process.kill("SIGKILL");
        await server.exited;
        server = await cluster.start();
        cluster.balancer.serve([server.address]);
      }
      const { db } = cluster.database;
      const stored = () => db.select({ files: messages.files }).from(messages);
      await expect
        .poll(async () => (await stored()).length, { timeout: 60_000, interval: 200 })
        .toBe(kills);
      expect((await stored()).map((message) => message.files?.length)).toEqual(
        Array.from({ length: kills }, () => 1),
      );
      const rows = await db.select().from(files);
      expect(rows.map(({ id }) => id).toSorted()).toEqual([...sent.keys()].toSorted());
      expect(new Set(rows.map(({ messageId }) => messageId)).size).toBe(kills);
      expect(rows.every(({ state }) => state === "ready")).toBe(true);

      const store = createFileStore(settings);
      for (const [id, content] of sent) {
        const read = await buffer(await store.read(id, "full", { start: 0, end: content.length }));
        expect(createHash("sha256").update(read).digest("hex")).toBe(
          createHash("sha256").update(content).digest("hex"),
        );
      }
      // What the killed servers left behind is removed in the next round.
      await housekeep(createPlatform({ db, files: store }));
      const places = joinStores(...openPlaces(settings));
      expect(await inspectFiles(db, places)).toEqual({
        complete: kills,
        withoutBytes: [],
        withoutRow: [],
      });
      const left: string[] = [];
      for await (const id of places.ids("uploads")) left.push(id);
      expect(left).toEqual([]);
      await places.tidy(new Date(Date.now() + 1_000));
      if (!isBucket) expect(await readdir(join(dir, "work"))).toEqual([]);
    },
    KILLS > 5 ? 3_600_000 : 180_000,
  );
});
