import type { ProgrammeConversation } from "./conversation.ts";
import { amaraAndJonas } from "./conversations/amara-and-jonas.ts";
import { amaraAndRuth } from "./conversations/amara-and-ruth.ts";
import { anikaAndRohan } from "./conversations/anika-and-rohan.ts";
import { anikaAndTomas } from "./conversations/anika-and-tomas.ts";
import { chloeAndSamira } from "./conversations/chloe-and-samira.ts";
import { chloeAndYoussef } from "./conversations/chloe-and-youssef.ts";
import { codeAndCircuits } from "./conversations/code-and-circuits.ts";
import { danielAndTomas } from "./conversations/daniel-and-tomas.ts";
import { graceAndMentees } from "./conversations/grace-and-mentees.ts";
import { graceAndMentors } from "./conversations/grace-and-mentors.ts";
import { healthAndScience } from "./conversations/health-and-science.ts";
import { jonasAndRuth } from "./conversations/jonas-and-ruth.ts";
import { kaiAndRuth } from "./conversations/kai-and-ruth.ts";
import { linhAndSamira } from "./conversations/linh-and-samira.ts";
import { luciaAndDaniel } from "./conversations/lucia-and-daniel.ts";
import { luciaAndTomas } from "./conversations/lucia-and-tomas.ts";
import { meiAndKai } from "./conversations/mei-and-kai.ts";
import { meiAndRuth } from "./conversations/mei-and-ruth.ts";
import { noahAndSamira } from "./conversations/noah-and-samira.ts";
import { openDeskOfRuth } from "./conversations/open-desk-of-ruth.ts";
import { openDeskOfSamira } from "./conversations/open-desk-of-samira.ts";
import { openDeskOfTomas } from "./conversations/open-desk-of-tomas.ts";
import { rohanAndTomas } from "./conversations/rohan-and-tomas.ts";
import { studioAndEnterprise } from "./conversations/studio-and-enterprise.ts";
import { youssefAndSamira } from "./conversations/youssef-and-samira.ts";

/** Every conversation of the demo programme. */
export const conversations: readonly ProgrammeConversation[] = [
  amaraAndRuth,
  jonasAndRuth,
  meiAndRuth,
  kaiAndRuth,
  luciaAndTomas,
  danielAndTomas,
  anikaAndTomas,
  rohanAndTomas,
  youssefAndSamira,
  chloeAndSamira,
  noahAndSamira,
  linhAndSamira,
  codeAndCircuits,
  healthAndScience,
  studioAndEnterprise,
  meiAndKai,
  anikaAndRohan,
  chloeAndYoussef,
  amaraAndJonas,
  luciaAndDaniel,
  ...graceAndMentors,
  ...graceAndMentees,
  ...openDeskOfRuth,
  ...openDeskOfTomas,
  ...openDeskOfSamira,
];
