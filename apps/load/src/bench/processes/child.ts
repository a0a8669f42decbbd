import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { waysToPrograms } from "./surroundings.ts";
import { setTimeout as pause } from "node:timers/promises";

/** A process of this run, and of nobody else. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The end of what it has said so far. */
  said(): string;
  /** The first line of its output that fits; rejects with all that it said if it ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Ends it by its number: with SIGTERM, and with SIGKILL if that takes too long. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Whether it talks to us by messages. */
  readonly hasChannel?: boolean;
}

/** Milliseconds until a process has started, and until it has ended. */
const PATIENCE = 30_000;
/** Characters of output that are kept for the case that it fails. */
const MEMORY = 20_000;

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

async function endBy(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, "exit");
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  await exited;
  clearTimeout(timer);
}

/** Starts a process. It gets the given environment and nothing else but the way to programs. */
export function startChild({ command, env, hasChannel = false }: ChildOptions): Child {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    env: { ...waysToPrograms(), ...env },
    stdio: ["ignore", "pipe", "pipe", ...(hasChannel ? (["ipc"] as const) : [])],
  });
  let said = "";
  const heard = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MEMORY));
  child.stdout?.on("data", heard);
  child.stderr?.on("data", heard);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} cannot be started`);
  // A conductor that ends early, by an exception say, leaves nothing behind.
  const endWithUs = () => child.kill("SIGTERM");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  return {
    process: child,
    pid,
    said: () => said,
    async line(pattern) {
      const end = performance.now() + PATIENCE;
      for (;;) {
        const found = pattern.exec(said);
        if (found !== null) return found[1] ?? found[0];
        if (hasEnded(child)) throw new Error(`${command.join(" ")} ended: ${said}`);
        if (performance.now() > end)
          throw new Error(`${command.join(" ")} does not start: ${said}`);
        // Some programs say it on one, some on the other of their outputs.
        await pause(20);
      }
    },
    stop: () => endBy(child, "SIGTERM"),
    kill: () => endBy(child, "SIGKILL"),
  };
}
