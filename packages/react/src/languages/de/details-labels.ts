import type { DetailsLabels } from "../../labels/details-labels.ts";

export const detailsLabels: DetailsLabels = {
  detailsOf: (name) => `Über ${name}`,
  role: "Rolle",
  localTime: "Ortszeit",
  timeAhead: (time, hours) => `Dort ${time}, ${hours} Std. später`,
  timeBehind: (time, hours) => `Dort ${time}, ${hours} Std. früher`,
  timeSame: (time) => `${time}, genau wie bei dir`,
  contactSince: "In Kontakt seit",
  answers: "Antwortet",
  responseTimes: {
    hour: "Meist innerhalb einer Stunde",
    hours: "Meist innerhalb weniger Stunden",
    day: "Meist innerhalb eines Tages",
    days: "Meist innerhalb mehrerer Tage",
  },
  sharedGroups: "Gemeinsame Gruppen",

  sharedLinks: "Geteilte Links",
  noLinks: "Links aus euren Nachrichten erscheinen hier.",
  noLinksLately: "Keine Links in den neuesten Nachrichten.",
  olderLinks: "Ältere Links anzeigen",
  showInConversation: "Im Chat anzeigen",

  members: "Mitglieder",
  searchMembers: "Mitglieder suchen",
  noMembersFound: (search) => `Kein Mitglied heißt „${search}“.`,
  mentorOfGroup: "Leitet diese Gruppe",
  memberSince: (day) => `seit ${day}`,

  messageGone: "Diese Nachricht ist nicht hier, oder du kannst sie nicht sehen.",
  messageWasDeleted: "Diese Nachricht wurde gelöscht.",
};
