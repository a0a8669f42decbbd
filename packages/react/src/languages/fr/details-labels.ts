import type { DetailsLabels } from "../../labels/details-labels.ts";

export const detailsLabels: DetailsLabels = {
  detailsOf: (name) => `À propos de ${name}`,
  role: "Rôle",
  localTime: "Heure locale",
  timeAhead: (time, hours) => `${time} là-bas, ${hours} h de plus`,
  timeBehind: (time, hours) => `${time} là-bas, ${hours} h de moins`,
  timeSame: (time) => `${time}, la même que la vôtre`,
  contactSince: "En contact depuis le",
  answers: "Réponses",
  responseTimes: {
    hour: "D’habitude en une heure",
    hours: "D’habitude en quelques heures",
    day: "D’habitude en un jour",
    days: "D’habitude en plusieurs jours",
  },
  sharedGroups: "Groupes en commun",

  sharedLinks: "Liens partagés",
  noLinks: "Les liens de vos messages apparaîtront ici.",
  noLinksLately: "Aucun lien dans les messages les plus récents.",
  olderLinks: "Afficher des liens plus anciens",
  showInConversation: "Voir dans la conversation",

  members: "Membres",
  searchMembers: "Rechercher un membre",
  noMembersFound: (search) => `Aucun membre ne s’appelle « ${search} ».`,
  mentorOfGroup: "Mentor de ce groupe",
  memberSince: (day) => `depuis le ${day}`,

  messageGone: "Ce message n’est pas ici, ou vous ne pouvez pas le voir.",
  messageWasDeleted: "Ce message a été supprimé.",
};
