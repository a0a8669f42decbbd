import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { programEnvironment } from "./environment.ts";
import { setTimeout as pause } from "node:timers/promises";

/** A child process of this run. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The end of its output so far. */
  said(): string;
  /** The first matching line of its output; rejects with the whole output if it ends before. */
  line(pattern: RegExp): Promise<string>;
  /** Ends it by pid: with SIGTERM, and with SIGKILL if that takes too long. */
  stop(): Promise<void>;
  /** Kills it, as a crash does. */
  kill(): Promise<void>;
}

export interface ChildOptions {
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  /** Whether it uses an IPC channel. */
  readonly hasChannel?: boolean;
}

/** Milliseconds until a process has started, and until it has ended. */
const PATIENCE = 30_000;
/** Characters of output kept for error messages. */
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

/** Starts a process. It gets only the given environment and the PATH. */
export function startChild({ command, env, hasChannel = false }: ChildOptions): Child {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    env: { ...programEnvironment(), ...env },
    stdio: ["ignore", "pipe", "pipe", ...(hasChannel ? (["ipc"] as const) : [])],
  });
  let said = "";
  const heard = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-MEMORY));
  child.stdout?.on("data", heard);
  child.stderr?.on("data", heard);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} cannot be started`);
  // If the parent process ends early, for example by an exception, its children end too.
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
        // Some programs print it on stdout, some on stderr.
        await pause(20);
      }
    },
    stop: () => endBy(child, "SIGTERM"),
    kill: () => endBy(child, "SIGKILL"),
  };
}
