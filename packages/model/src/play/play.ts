import { newId } from "@parley/api/testing";
import type { TestApi } from "@parley/api/testing/internals";
import { expect } from "vitest";
import { act } from "../semantics/acts/act.ts";
import { screenOf } from "../semantics/screen.ts";
import type { Step } from "../semantics/step.ts";
import { type ModelPolicy, personIn, type World } from "../semantics/world.ts";
import { automated, initialWorld, cast, everybody, initialSteps, WORD } from "../generate/start.ts";
import { checkByFetch } from "./check-by-fetch.ts";
import { doOnServer } from "./on-server.ts";
import { isOutOfSight, readLogAt } from "./out-of-sight.ts";
import { madeBy, outcomeIn, outcomeOf } from "./outcome.ts";
import type { Coverage } from "./coverage.ts";
import { cut, deliver, openViewers, resume, type Viewer } from "./viewers.ts";

/** Number of steps after which another user fetches everything; at the end all do. */
const LOOK_EVERY = 30;

interface Stage {
  readonly api: TestApi;
  readonly world: World;
  readonly viewers: readonly Viewer[];
  readonly coverage: Coverage;
}

/** One step on both sides, with the same outcome. */
async function doBoth(stage: Stage, step: Step): Promise<void> {
  const { api, world, coverage } = stage;
  const pause = step.do === "send" && step.atOnce ? 0 : 1_000;
  api.clock.advance(pause);
  world.now += pause;
  const messageId = newId();
  const message = { messageId, body: `${WORD} ${messageId}` };
  const theirs = await outcomeOf(doOnServer(stage, step, message));
  const given = { ...message, ...madeBy(step, theirs, messageId) };
  const ours = outcomeIn(() => act(world, step, given));
  coverage.add(`${step.do} ${"reason" in ours ? ours.reason : "ok"}`);
  expect(theirs, "the answer").toEqual(ours);
}

async function handleConnections({ api, viewers, world }: Stage, step: Step): Promise<void> {
  for (const viewer of viewers) {
    const { isActive } = personIn(world, viewer.userId);
    const isMeant = "who" in step && step.who === viewer.userId;
    if (isMeant && step.do === "cut") viewer.cutAfter = step.after;
    if (isMeant && step.do === "resume" && isActive) await resume(api, viewer);
    // The host closes the sockets of a closed account.
    if (!isActive) await cut(viewer);
  }
}

/** All connected users read to the end of their streams, and then their screens equal the model. */
async function deliverAndCompare({ api, world, viewers, coverage }: Stage): Promise<void> {
  for (const { userId, seq } of await deliver(api, { viewers, coverage })) {
    const row = await readLogAt(api, userId, seq);
    coverage.add("left out");
    if (row !== undefined && isOutOfSight(world, row)) continue;
    throw new Error(`${userId} did not get event ${seq}: ${JSON.stringify(row)}`);
  }
  for (const { userId, follower, screen } of viewers) {
    if (follower === undefined) continue;
    expect(screen, `${userId}'s screen, by events alone`).toEqual(screenOf(world, userId));
  }
  expect(api.faults).toEqual([]);
}

async function take(stage: Stage, step: Step): Promise<void> {
  await doBoth(stage, step);
  await handleConnections(stage, step);
  await deliverAndCompare(stage);
}

/** Disconnected users reconnect, and all fetch everything. */
async function end(stage: Stage): Promise<void> {
  for (const viewer of stage.viewers) {
    viewer.cutAfter = undefined;
    if (personIn(stage.world, viewer.userId).isActive) await resume(stage.api, viewer);
  }
  await deliverAndCompare(stage);
  await checkByFetch(stage, everybody);
}

const inTurn = (turn: number) => everybody.slice(turn % everybody.length).slice(0, 1);

/** A timeout, so that a missing event reports the seed instead of hanging. */
const PATIENCE = 60_000;

async function within(place: string, run: () => Promise<void>): Promise<void> {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("something did not come")), PATIENCE);
  try {
    await Promise.race([run(), lost]);
  } catch (error) {
    throw new Error(place, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

async function openStage(api: TestApi, { modelPolicy, coverage }: Playing): Promise<Stage> {
  await api.reset();
  api.faults.length = 0;
  await api.addPeople({ ...cast, ...automated });
  const world = initialWorld(modelPolicy, api.clock.now().getTime());
  return { api, world, viewers: await openViewers(api, world), coverage };
}

export interface Playing {
  readonly modelPolicy: ModelPolicy;
  readonly coverage: Coverage;
}

/** Plays a program in the product and in the model, in lockstep. Fails if they differ, and reports at which step. */
export async function play(
  api: TestApi,
  program: readonly Step[],
  playing: Playing,
): Promise<void> {
  const stage = await openStage(api, playing);
  try {
    await within("the beginning", async () => {
      for (const step of initialSteps) await doBoth(stage, step);
      await deliverAndCompare(stage);
    });
    for (const [at, step] of program.entries()) {
      await within(`step ${at}: ${JSON.stringify(step)}`, async () => {
        await take(stage, step);
        if (at % LOOK_EVERY === 0) await checkByFetch(stage, inTurn(at / LOOK_EVERY));
      });
    }
    await within("the end", () => end(stage));
  } finally {
    await Promise.all(stage.viewers.map(cut));
  }
}
