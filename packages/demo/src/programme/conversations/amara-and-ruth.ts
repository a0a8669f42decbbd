import type { ProgrammeConversation } from "../conversation.ts";
import { theQuiz } from "./amara-and-ruth/the-quiz.ts";
import { theStage } from "./amara-and-ruth/the-stage.ts";

/** The longest conversation of the programme: it scrolls, and it has more than one page of history. */
export const amaraAndRuth: ProgrammeConversation = {
  between: ["amara-okafor", "ruth-albrecht"],
  unread: { "ruth-albrecht": 2 },
  transcript: theQuiz + theStage,
};
