import type { AnnouncerLabels } from "../../labels/announcer-labels.ts";
import { plural } from "./plural.ts";

export const announcerLabels: AnnouncerLabels = {
  announceMessage: (name) => `رسالة جديدة من ${name}`,
  announceNewMessage: "رسالة جديدة",
  announceMessages: (formatted, count) =>
    plural(count, {
      zero: "لا رسائل جديدة",
      one: "رسالة جديدة واحدة",
      two: "رسالتان جديدتان",
      few: `${formatted} رسائل جديدة`,
      many: `${formatted} رسالة جديدة`,
      other: `${formatted} رسالة جديدة`,
    }),
  formerMember: "عضو سابق",
};
