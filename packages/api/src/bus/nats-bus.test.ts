import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { busContract, closed, listenFor, inlineEventsContract } from "../testing/bus-contract.ts";
import { openBusPair } from "../testing/bus-pair.ts";
import { describeNats, type NatsServer, startNatsServer } from "../testing/nats-server.ts";
import { openNatsTransport } from "./nats-transport.ts";
import { fromNatsText, hintText, toNotification } from "./nats-messages.ts";

const describe = await describeNats();

describe("the bus over NATS", () => {
  let nats: NatsServer;
  beforeAll(async () => {
    nats = await startNatsServer();
  });
  afterAll(() => nats[Symbol.asyncDispose]());

  const openTransport = () => openNatsTransport({ url: nats.url });
  busContract(() => openBusPair({ openTransport }));
  inlineEventsContract(() => openBusPair({ openTransport }));

  test("BUS-7: a NATS server that crashes and restarts loses nothing", async () => {
    await using pair = await openBusPair({ openTransport });
    const ada = await listenFor(pair.other, "ada");
    pair.one.deliver([pair.log.append("ada", closed("a"))]);
    await vi.waitFor(() => expect(ada.events).toHaveLength(1));

    await nats.kill();
    await vi.waitFor(() => expect(pair.faults.length).toBeGreaterThanOrEqual(2));
    pair.one.deliver([pair.log.append("ada", closed("b"))]);
    pair.log.closeAccount("ada");
    pair.one.authority("ada");
    const eve = await listenFor(pair.other, "eve");
    pair.one.deliver([pair.log.append("eve", closed("c"))]);
    await nats.restart();
    await vi.waitFor(() => expect(ada.events.at(-1)?.seq).toBe(2));
    await vi.waitFor(() => expect(eve.events.at(-1)?.seq).toBe(1));
    await vi.waitFor(() => expect(ada.heard.authority).toBeGreaterThan(0));
  });

  test("BUS-9: installations of different names on one server are isolated", async () => {
    await using north = await openBusPair({
      openTransport: () => openNatsTransport({ url: `${nats.url}/north` }),
    });
    await using south = await openBusPair({
      openTransport: () => openNatsTransport({ url: `${nats.url}/south` }),
    });
    const inSouth = await listenFor(south.other, "ada");
    const inNorth = await listenFor(north.other, "ada");
    north.one.authority("ada");
    await vi.waitFor(() => expect(inNorth.heard.authority).toBe(1));
    expect(inSouth.heard.authority).toBe(0);
  });

  test("DBS-2: processes on different schemas are isolated, also on one NATS server under one name", async () => {
    const onSchema = (schema: string) => () => openNatsTransport({ url: nats.url, schema });
    await using first = await openBusPair({ openTransport });
    await using second = await openBusPair({ openTransport: onSchema("second") });
    // The subject of a user whose id is a part of the other's subjects.
    await using third = await openBusPair({ openTransport: onSchema("user") });
    const heard = await Promise.all(
      [first, second, third].map(({ other }) => listenFor(other, "look")),
    );
    second.one.authority("look");
    await vi.waitFor(() => expect(heard[1]?.heard.authority).toBe(1));
    third.one.authority("look");
    await vi.waitFor(() => expect(heard[2]?.heard.authority).toBe(1));
    const marker = await listenFor(first.other, "eve");
    first.one.authority("eve");
    await vi.waitFor(() => expect(marker.heard.authority).toBe(1));
    expect(heard.map((of) => of.heard.authority)).toEqual([0, 1, 1]);
  });

  test("BUS-12: events too long for a NATS server are read from the log", () => {
    const hint = { userId: "ada", first: 1, last: 1, at: 0, trace: undefined };
    const textOf = (event: string) => hintText({ ...hint, events: [event] });
    const newsOf = (text: string) => toNotification("ada", fromNatsText(text) ?? {}).hints;
    expect(newsOf(textOf("short"))).toEqual([{ ...hint, events: ["short"] }]);
    expect(newsOf(textOf("x".repeat(200_000)))).toEqual([{ ...hint, events: undefined }]);
  });

  test("an unreachable server is named, without the password", async () => {
    const opening = openNatsTransport({ url: "nats://me:secret@127.0.0.1:1/name" });
    await expect(opening).rejects.toThrow(/The NATS server at 127\.0\.0\.1:1 cannot be used/);
    await expect(opening).rejects.not.toThrow(/secret/);
  });
});
