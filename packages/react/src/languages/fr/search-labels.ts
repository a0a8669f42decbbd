import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Résultats de la recherche",
  searchShort: (formatted) => `Écrivez au moins ${formatted} caractères.`,
  people: "Personnes",
  peopleFound: (formatted, count) =>
    plural(count, { one: `${formatted} personne`, other: `${formatted} personnes` }),
  conversationsFound: (formatted, count) =>
    plural(count, { one: `${formatted} conversation`, other: `${formatted} conversations` }),
  messagesFound: (formatted, count) =>
    plural(count, { one: `${formatted} message`, other: `${formatted} messages` }),
  recentSearches: "Recherches récentes",
  forgetSearches: "Effacer",

  filterSearch: "Filtrer les messages",
  searchOperators: {
    from: "de",
    in: "dans",
    before: "avant",
    after: "depuis après",
    link: "contient:lien",
  },
  searchMe: "moi",
  filterNames: { from: "De", in: "Dans", before: "Avant", after: "Depuis", link: "Lien" },
  filterTexts: {
    from: (name) => `De : ${name}`,
    in: (name) => `Dans : ${name}`,
    before: (day) => `Avant : ${day}`,
    after: (day) => `Depuis : ${day}`,
  },
  removeFilter: (filter) => `Retirer le filtre ${filter}`,
  nobodyCalled: (text) => `Personne dont vous voyez les messages ne s’appelle « ${text} ».`,
  noConversationCalled: (text) => `Aucune de vos conversations ne s’appelle « ${text} ».`,
  notADay: (text, example) => `« ${text} » n’est pas une date. Écrivez-en une comme ${example}.`,
  emptySpan: "Il n’y a aucun jour entre ces deux dates.",
  onlyIn: (name) => `Seulement ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `Les ${formatted} messages les plus récents`;
    return plural(count, {
      one: `${formatted} message trouvé`,
      other: `${formatted} messages trouvés`,
    });
  },
  nothingFound: (text) => `Rien trouvé pour « ${text} »`,
  nothingFoundHint:
    "Tous les mots doivent figurer dans un même message. Essayez avec moins de mots, ou une partie de l’un d’eux.",
  nothingFiltered: "Rien trouvé",
  searchEverywhere: "Rechercher dans toutes les conversations",
  searchFailed: "La recherche a échoué.",
  moreResults: "Afficher plus",
  nothingMentions: "Personne ne vous a encore mentionné",
  nothingMentionsHint: "Dans un groupe, on vous mentionne avec @ et votre nom.",

  goTo: "Aller à une conversation",
  goToNobodyHint:
    "Vous trouvez ici vos conversations et toutes les personnes à qui vous pouvez écrire. Ajoutez-en d’autres par leur adresse e-mail, dans les contacts.",
  goToEmpty: "Il n’y a encore personne ici.",

  blockedByYou: "Vous bloquez cette personne",
  readonlyMark: "Lecture seule",
};
