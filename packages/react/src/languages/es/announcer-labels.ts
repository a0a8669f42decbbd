import type { AnnouncerLabels } from "../../labels/announcer-labels.ts";
import { plural } from "./plural.ts";

export const announcerLabels: AnnouncerLabels = {
  announceMessage: (name) => `Mensaje nuevo de ${name}`,
  announceNewMessage: "Mensaje nuevo",
  announceMessages: (formatted, count) =>
    plural(count, {
      one: `${formatted} mensaje nuevo`,
      other: `${formatted} mensajes nuevos`,
    }),
  formerMember: "Antiguo miembro",
};
