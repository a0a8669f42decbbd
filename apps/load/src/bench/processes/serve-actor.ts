import type { Word } from "./actor.ts";

/** Messages that an actor may send during a command. */
export interface ActorOutput {
  readonly onMark: (mark: "begin" | "end") => void;
  readonly onProgress: (done: number) => void;
}

function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const text = fault.stack ?? fault.message;
  return fault.cause === undefined ? text : `${text}\ncause: ${describe(fault.cause)}`;
}

/** Executes one command. */
export type Perform<Command, Answer> = (command: Command, speaking: ActorOutput) => Promise<Answer>;

/** The child's side of an actor: executes the parent process's commands, and ends with the channel. */
export function serveActor<Command, Answer>(perform: Perform<Command, Answer>): void {
  const say = (word: Word<Answer>) => void process.send?.(word);
  const speaking: ActorOutput = {
    onMark: (mark) => say({ say: "mark", mark }),
    onProgress: (done) => say({ say: "progress", done }),
  };
  process.on("message", (command: Command) => {
    perform(command, speaking).then(
      (answer) => say({ say: "answer", answer }),
      (fault: unknown) => say({ say: "failed", why: describe(fault) }),
    );
  });
  process.once("disconnect", () => process.exit(0));
  say({ say: "ready" });
}
