// Clients whose network fails, in a separate process.
import { setTimeout as pause } from "node:timers/promises";
import { spreadOf } from "../load-generator/quantiles.ts";
import { type ActorOutput, serveActor } from "../processes/serve-actor.ts";
import { createChance } from "../seed/chance.ts";
import type { Answers, Command } from "./commands.ts";
import { type JitterClient, type Membership, openClient } from "./jitter-clients.ts";
import { type Link, openLink } from "./link.ts";

/** Clients that connect concurrently. */
const AT_ONCE = 25;
/** What has not arrived when nothing has for so long, in milliseconds, is lost: on a slow machine much is only late. */
const PATIENCE = 10_000;
/** How long a connection lasts, and how long the network is away afterwards, in milliseconds, each give or take a fifth. */
const LASTS = 15_000;
const AWAY = 2_000;

interface Member {
  readonly membership: Membership;
  readonly client: JitterClient;
  readonly link: Link;
  readonly received: Set<string>;
}

/** Messages by their texts: when each was sent, and to which group. */
type Sent = Map<string, { readonly at: number; readonly group: number }>;

function createCounts(sent: Sent) {
  const replay: number[] = [];
  const live: number[] = [];
  let repeated = 0;
  let latest = 0;
  return {
    arrived(id: string, { link, received }: Pick<Member, "link" | "received">) {
      const now = performance.now();
      const message = sent.get(id);
      if (message === undefined) return;
      if (received.has(id)) {
        repeated += 1;
        return;
      }
      received.add(id);
      latest = now;
      // Missed: sent before the first connection since the network was away.
      if (message.at < link.acceptedAt) replay.push(now - Math.max(message.at, link.backAt));
      else live.push(now - message.at);
    },
    /** When the latest message arrived, by `performance.now()`. */
    latest: () => latest,
    read: () => ({ repeated, replay: spreadOf(replay), live: spreadOf(live) }),
  };
}

async function connectAll(
  { server, system, members, onProgress }: Extract<Command, { do: "jitter" }> & ActorOutput,
  arrived: ReturnType<typeof createCounts>["arrived"],
): Promise<Member[]> {
  const opened: Member[] = [];
  const waiting = members.entries();
  const work = async () => {
    for (const [place, membership] of waiting) {
      const link = await openLink(server);
      const received = new Set<string>();
      const client = await openClient[system](link.url, membership, (id) =>
        arrived(id, { link, received }),
      );
      opened[place] = { membership, client, link, received };
      onProgress(place);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return opened;
}

/** Cuts and mends the network of one client again and again. Resolves at the end, with the network there. */
async function shake(
  { link }: Member,
  { end, chance }: { end: number; chance: (below: number) => number },
): Promise<number> {
  const about = (milliseconds: number) => milliseconds * (0.8 + chance(1_000) / 2_500);
  let cuts = 0;
  let lasts = chance(LASTS);
  while (performance.now() + lasts < end) {
    await pause(lasts);
    link.cut();
    cuts += 1;
    await pause(about(AWAY));
    link.mend();
    lasts = about(LASTS);
  }
  return cuts;
}

/** The first member of each group, whose network stays, sends at a fixed rate. */
async function sendAll(
  senders: readonly Member[],
  { perSecond, end, sent }: { perSecond: number; end: number; sent: Sent },
): Promise<void> {
  for (let number = 0; performance.now() < end; number += 1) {
    for (const { client, membership } of senders) {
      const { group } = membership;
      const id = `message ${number} to group ${group}`;
      sent.set(id, { at: performance.now(), group });
      client.send(id);
    }
    await pause(1_000 / perSecond);
  }
}

async function jitter(
  command: Extract<Command, { do: "jitter" }>,
  output: ActorOutput,
): Promise<Answers["jitter"]> {
  const { perSecond, seconds } = command;
  const sent: Sent = new Map();
  const counts = createCounts(sent);
  const opened = await connectAll({ ...command, ...output }, counts.arrived);
  const senders = [...Map.groupBy(opened, ({ membership }) => membership.group).values()].flatMap(
    (members) => members.slice(0, 1),
  );
  const receivers = opened.filter((member) => !senders.includes(member));
  const end = performance.now() + seconds * 1_000;
  const chance = createChance(15);
  const timer = setInterval(() => output.onProgress(sent.size), 1_000);
  const [, ...cuts] = await Promise.all([
    sendAll(senders, { perSecond, end, sent }),
    ...receivers.map((member) => shake(member, { end, chance })),
  ]);
  const sentTo = Map.groupBy(sent.values(), ({ group }) => group);
  const sum = (read: (member: Member) => number) =>
    receivers.reduce((total, member) => total + read(member), 0);
  const deliveries = sum(({ membership }) => sentTo.get(membership.group)?.length ?? 0);
  const missing = () => deliveries - sum(({ received }) => received.size);
  const over = performance.now();
  while (missing() > 0 && performance.now() < Math.max(over, counts.latest()) + PATIENCE) {
    await pause(50);
  }
  clearInterval(timer);
  // Duplicates arrive soon after the original.
  await pause(500);
  const result = {
    cuts: cuts.reduce((total, count) => total + count, 0),
    ...{ deliveries, lost: missing() },
    ...counts.read(),
  };
  for (const { client } of opened) client.close();
  await Promise.all(opened.map(({ link }) => link[Symbol.asyncDispose]()));
  return result;
}

serveActor((command: Command, output): Promise<Answers[keyof Answers]> => jitter(command, output));
