import type { AnnouncerLabels } from "../../labels/announcer-labels.ts";
import { plural } from "./plural.ts";

export const announcerLabels: AnnouncerLabels = {
  announceMessage: (name) => `Mensagem nova de ${name}`,
  announceNewMessage: "Mensagem nova",
  announceMessages: (formatted, count) =>
    plural(count, {
      one: `${formatted} mensagem nova`,
      other: `${formatted} mensagens novas`,
    }),
  formerMember: "Ex-membro",
};
