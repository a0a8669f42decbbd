// Reads in a closed loop, in a separate process.
import { isDeepStrictEqual } from "node:util";
import { spreadOf } from "../load-generator/quantiles.ts";
import { type ActorOutput, serveActor } from "../processes/serve-actor.ts";
import { readOf, ways } from "./catalog.ts";
import type { Answers, Command } from "./commands.ts";
import { type Caller, openCaller, type ReadTask } from "./read-connections.ts";

type Measure = Extract<Command, { do: "read" }>;

/** Each caller's calls in one measurement, at least. */
const CALLS_MIN = 2;

interface Timed {
  readonly warmUp: number;
  readonly seconds: number;
  readonly onMark: ActorOutput["onMark"];
}

/** Every caller calls again once answered. Returns the durations of the calls that ended in the measurement. */
async function repeatEach(
  callers: readonly Caller[],
  { warmUp, seconds, onMark }: Timed,
): Promise<number[]> {
  const took: number[] = [];
  let state: "before" | "measuring" | "over" = "before";
  const repeat = async ({ call }: Caller) => {
    while (state !== "over") {
      const begin = performance.now();
      await call();
      if (state === "measuring") took.push(performance.now() - begin);
    }
  };
  const time = async () => {
    await pause(warmUp);
    state = "measuring";
    onMark("begin");
    await pause(seconds);
    // On a busy machine slow calls take longer than the measurement: it needs some of them.
    while (took.length < CALLS_MIN * callers.length) await pause(seconds);
    state = "over";
    onMark("end");
  };
  await Promise.all([time(), ...callers.map(repeat)]);
  return took;
}

/** All callers call at once, and again when the last one is answered. */
async function repeatAll(
  callers: readonly Caller[],
  { warmUp, seconds, onMark }: Timed,
): Promise<number[]> {
  const took: number[] = [];
  const once = async ({ call }: Caller) => {
    const begin = performance.now();
    await call();
    took.push(performance.now() - begin);
  };
  const burstsUntil = async (end: number) => {
    do await Promise.all(callers.map(once));
    while (performance.now() < end);
  };
  await burstsUntil(performance.now() + warmUp * 1_000);
  took.length = 0;
  onMark("begin");
  await burstsUntil(performance.now() + seconds * 1_000);
  onMark("end");
  return took;
}

async function measure(
  { callers, warmUp, seconds, ...task }: Measure,
  { onMark }: ActorOutput,
): Promise<Answers["read"]> {
  const opened: Caller[] = [];
  try {
    for (let at = 0; at < callers; at += 1) opened.push(await openCaller(task, at));
    const times = task.read === "opening" ? repeatAll : repeatEach;
    return { latency: spreadOf(await times(opened, { warmUp, seconds, onMark })) };
  } finally {
    for (const caller of opened) caller.close();
  }
}

const pause = (seconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, seconds * 1_000);
  });

/** Answers that are compared: some, since a read anywhere is at another place each time. */
const COMPARED = 5;

async function answersOf(task: ReadTask): Promise<unknown[]> {
  if (task.read === "opening") return [];
  const { ofParley, ofPlain, isEmpty = false } = readOf(task.read);
  const form = ways[task.way].isParley ? ofParley : ofPlain;
  const caller = await openCaller(task, 0);
  try {
    const answers: unknown[] = [];
    while (answers.length < COMPARED) {
      const answer: unknown = form.parse(await caller.call());
      if (Array.isArray(answer) && (answer.length === 0) !== isEmpty) {
        throw new Error(`${task.read} over ${task.way}: ${answer.length} rows`);
      }
      answers.push(answer);
    }
    return answers;
  } finally {
    caller.close();
  }
}

async function compare(tasks: readonly ReadTask[]): Promise<Answers["compare"]> {
  const [first, ...others] = tasks;
  if (first === undefined) return { compared: 0 };
  const expected = await answersOf(first);
  for (const task of others) {
    const answers = await answersOf(task);
    if (isDeepStrictEqual(answers, expected)) continue;
    const [one, other] = [answers, expected].map((rows) => JSON.stringify(rows).slice(0, 500));
    throw new Error(`${task.read}: ${task.way} reads ${one}, ${first.way} ${other}`);
  }
  return { compared: expected.length };
}

serveActor((command: Command, output): Promise<Answers[keyof Answers]> =>
  command.do === "read" ? measure(command, output) : compare(command.tasks),
);
