import { reasonOf } from "@parley/api/testing";
import type { Step } from "../semantics/step.ts";
import { Refusal } from "../semantics/world.ts";

/** The outcome of a step: its result, or the reason of the refusal. */
export type Outcome = { readonly answer: unknown } | { readonly reason: string };

/** The product's outcome. Anything that is neither a result nor a reason fails the test. */
export const outcomeOf = (call: Promise<unknown>): Promise<Outcome> =>
  call.then(
    (answer) => ({ answer }),
    async () => ({ reason: await reasonOf(call) }),
  );

/** The model's outcome. */
export function outcomeIn(run: () => unknown): Outcome {
  try {
    return { answer: run() };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.reason };
    throw error;
  }
}

/** The id of the conversation that a step created, if it did. */
export function madeBy(step: Step, outcome: Outcome): string {
  if (!("answer" in outcome)) return "";
  const { answer } = outcome;
  if (typeof answer !== "object" || answer === null) return "";
  if (step.do === "open" && "id" in answer) return String(answer.id);
  return "conversationId" in answer ? String(answer.conversationId) : "";
}
