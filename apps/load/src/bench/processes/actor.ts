import { once } from "node:events";
import { startChild } from "./child.ts";
import { type Layout, pinned } from "./cores.ts";

/** Messages from an actor. */
export type Word<Answer> =
  | { readonly say: "ready" }
  | { readonly say: "progress"; readonly done: number }
  | { readonly say: "mark"; readonly mark: "begin" | "end" }
  | { readonly say: "answer"; readonly answer: Answer }
  | { readonly say: "failed"; readonly why: string };

/** An actor that is silent for this long is stuck, in milliseconds. */
const SILENCE = 120_000;

export interface Listening {
  readonly onMark?: (mark: "begin" | "end") => void;
  readonly onProgress?: (done: number) => void;
}

/** A process on the load's core that executes commands one at a time. `Answers` types the result of each command. */
export interface Actor<Command extends { readonly do: string }, Answers extends object> {
  readonly pid: number;
  ask<Name extends Command["do"] & keyof Answers>(
    command: Extract<Command, { do: Name }>,
    listening?: Listening,
  ): Promise<Answers[Name]>;
  stop(): Promise<void>;
}

export async function startActor<Command extends { readonly do: string }, Answers extends object>(
  layout: Layout,
  program: string,
): Promise<Actor<Command, Answers>> {
  const child = startChild({
    command: pinned(layout, "load", [process.execPath, "--max-old-space-size=4096", program]),
    env: {},
    hasChannel: true,
  });
  const gone = () => new Error(`${program} ended: ${child.said()}`);
  await Promise.race([
    once(child.process, "message"),
    once(child.process, "exit").then(() => Promise.reject(gone())),
  ]);
  return {
    pid: child.pid,
    stop: child.stop,
    async ask(command, { onMark, onProgress } = {}) {
      type Answer = Answers[typeof command.do & keyof Answers];
      const heard = Promise.withResolvers<Answer>();
      const fallSilent = () => heard.reject(new Error(`${command.do}: silent for ${SILENCE} ms`));
      const silence = setTimeout(fallSilent, SILENCE);
      const listen = (word: Word<Answer>) => {
        silence.refresh();
        if (word.say === "mark") onMark?.(word.mark);
        else if (word.say === "progress") onProgress?.(word.done);
        else if (word.say === "answer") heard.resolve(word.answer);
        else if (word.say === "failed") heard.reject(new Error(word.why));
      };
      const ended = () => heard.reject(gone());
      child.process.on("message", listen).once("exit", ended);
      child.process.send(command);
      try {
        return await heard.promise;
      } finally {
        clearTimeout(silence);
        child.process.off("message", listen).off("exit", ended);
      }
    },
  };
}
