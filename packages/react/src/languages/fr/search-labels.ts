import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Résultats de la recherche",
  searchIn: "Rechercher dans",
  everywhere: "Toutes les conversations",
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
  searchEverywhere: "Rechercher dans toutes les conversations",
  searchFailed: "La recherche a échoué.",
  moreResults: "Afficher plus",
  nothingMentions: "Personne ne vous a encore mentionné",
  nothingMentionsHint: "Dans un groupe, on vous mentionne avec @ et votre nom.",

  goTo: "Aller à une conversation",
  goToField: "Rechercher des personnes et des conversations",
  goToNobody: (text) => `Personne et rien ne s’appelle « ${text} ».`,
  goToNobodyHint:
    "Vous trouvez ici vos conversations et toutes les personnes à qui vous pouvez écrire. Ajoutez-en d’autres par leur adresse e-mail, dans les contacts.",
  goToEmpty: "Il n’y a encore personne ici.",

  blockedByYou: "Vous bloquez cette personne",
  readonlyMark: "Lecture seule",
};
