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

const textIn = (value: unknown, key: string): string => {
  const isObject = typeof value === "object" && value !== null;
  return isObject && key in value ? String(Reflect.get(value, key)) : "";
};

/** The ids that the server chose in a step: of a conversation, and of a message whose id is not the client's. */
export function madeBy(step: Step, outcome: Outcome, messageId: string) {
  const answer = "answer" in outcome ? outcome.answer : undefined;
  if (step.do === "announce") {
    const message: unknown =
      typeof answer === "object" && answer !== null ? Reflect.get(answer, "message") : undefined;
    return { messageId: textIn(message, "id"), conversationId: textIn(message, "conversationId") };
  }
  return {
    messageId,
    conversationId: textIn(answer, step.do === "open" ? "id" : "conversationId"),
  };
}
