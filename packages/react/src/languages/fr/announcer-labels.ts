import type { AnnouncerLabels } from "../../labels/announcer-labels.ts";
import { plural } from "./plural.ts";

export const announcerLabels: AnnouncerLabels = {
  announceMessage: (name) => `Nouveau message de ${name}`,
  announceNewMessage: "Nouveau message",
  announceMessages: (formatted, count) =>
    plural(count, {
      one: `${formatted} nouveau message`,
      other: `${formatted} nouveaux messages`,
    }),
  formerMember: "Ancien membre",
};
