import type { AnnouncerLabels } from "../../labels/announcer-labels.ts";
import { plural } from "./plural.ts";

export const announcerLabels: AnnouncerLabels = {
  announceMessage: (name) => `Neue Nachricht von ${name}`,
  announceNewMessage: "Neue Nachricht",
  announceMessages: (formatted, count) =>
    plural(count, {
      one: `${formatted} neue Nachricht`,
      other: `${formatted} neue Nachrichten`,
    }),
  formerMember: "Früheres Mitglied",
};
