import { reasonOf } from "@parley/api/testing";
import type { Step } from "../semantics/step.ts";
import { Refusal } from "../semantics/world.ts";

/** What a step came to: its answer, or the reason why not. */
export type Outcome = { readonly answer: unknown } | { readonly reason: string };

/** What the product answers. What is neither an answer nor a reason fails the test. */
export const outcomeOf = (call: Promise<unknown>): Promise<Outcome> =>
  call.then(
    (answer) => ({ answer }),
    async () => ({ reason: await reasonOf(call) }),
  );

/** What the semantics say. */
export function outcomeIn(run: () => unknown): Outcome {
  try {
    return { answer: run() };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.reason };
    throw error;
  }
}

/** The id of the conversation that a step made, if it made one. */
export function madeBy(step: Step, outcome: Outcome): string {
  if (!("answer" in outcome)) return "";
  const { answer } = outcome;
  if (typeof answer !== "object" || answer === null) return "";
  if (step.do === "open" && "id" in answer) return String(answer.id);
  return "conversationId" in answer ? String(answer.conversationId) : "";
}
