import { type CommandLine, readCommandLine } from "./command-line.ts";
import { describeTally, toStep } from "./describe-tally.ts";
import { createParleyTarget } from "./parley-target.ts";
import { planLanes } from "./plan.ts";
import { LoadProblem } from "./problem.ts";
import { readConversations } from "./read-conversations.ts";
import { runLanes } from "./run.ts";
import { summarize } from "./summary.ts";
import { createCounter, refusedOf, type Tally } from "./tally.ts";
import { Interrupted, interruptOnSignal, createProgress } from "@parley/import/terminal";

const GO_ON = "Run the same command again to go on from there.";
const STOPPING = "Stopping when the messages under way have arrived.";

async function load({ file, url }: CommandLine, signal: AbortSignal): Promise<Tally> {
  const conversations = await readConversations(file);
  const target = createParleyTarget(url);
  try {
    const lanes = planLanes(conversations, await target.people(signal));
    const total = lanes.reduce((sum, { messages }) => sum + messages.length, 0);
    const progress = createProgress(process.stdout, () => performance.now());
    const counter = createCounter(total, (tally) => progress.show(toStep(tally)));
    const began = performance.now();
    try {
      await runLanes({ lanes, target, counter, signal });
    } catch (fault) {
      progress.end();
      process.stdout.write(`Stopped after ${describeTally(counter.read())}. ${GO_ON}\n`);
      throw fault;
    }
    progress.end();
    process.stdout.write(summarize(counter.read(), performance.now() - began));
    return counter.read();
  } finally {
    target.close();
  }
}

async function main(): Promise<number> {
  const signal = interruptOnSignal(STOPPING);
  try {
    const tally = await load(readCommandLine(process.argv.slice(2)), signal);
    return refusedOf(tally) > 0 ? 1 : 0;
  } catch (fault) {
    if (fault instanceof Interrupted) return Interrupted.exitCode;
    if (!(fault instanceof LoadProblem)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return 1;
  }
}

process.exitCode = await main();
