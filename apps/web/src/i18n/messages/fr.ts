import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Admin",
  "role.MENTOR": "Mentor",
  "role.MENTEE": "Mentoré",

  "signIn.title": "Qui êtes-vous aujourd’hui ?",
  "signIn.intro":
    "Ceci est un programme de démonstration : connectez-vous comme qui vous voulez, sans mot de passe. Un autre onglet peut être quelqu’un d’autre.",
  "signIn.loading": "Chargement des personnes…",
  "signIn.team": "Équipe du programme",
  "signIn.busy": "Connexion…",
  "signIn.failed":
    "La connexion a échoué : le serveur ne répond pas. Choisissez à nouveau dans un instant.",
  "signIn.expired":
    "Votre session est terminée. Connectez-vous à nouveau pour reprendre où vous en étiez.",
  "signIn.refused": "Le serveur n’accepte plus cette session. Connectez-vous à nouveau.",
  "signIn.hostTitle": "Connectez-vous sur votre plateforme",
  "signIn.hostText":
    "Sur ce serveur, c’est la plateforme de mentorat dont il fait partie qui connecte les personnes. Ouvrez vos messages depuis celle-ci.",
  "signIn.awayTitle": "Le serveur ne répond pas",
  "signIn.awayText":
    "Il est peut-être en train de démarrer. Cette page réessaie d’elle-même toutes les quelques secondes.",
  "signIn.goOn": "Continuer comme {name}",
  "signIn.goOnText":
    "La dernière session ouverte ici est celle de {name}. Vous pouvez lire ce que ce navigateur a gardé, et écrire : l’envoi se fera au retour du serveur.",
  "signIn.tryAgain": "Réessayer",

  "app.skip": "Aller au contenu",
  "app.loading": "Chargement de vos messages…",
  "app.loadingPage": "Chargement…",
  "app.signOut": "Se déconnecter",
  "app.notFoundTitle": "Il n’y a rien à cette adresse",
  "app.notFoundText": "Le lien est peut-être ancien ou incomplet.",
  "app.goToConversations": "Aller aux conversations",

  "nav.label": "Principale",
  "nav.messages": "Messages",
  "nav.groups": "Groupes",
  "nav.people": "Personnes",
  "nav.activity": "Activité",
  "nav.settings": "Réglages",

  "theme.legend": "Thème",
  "theme.system": "Système",
  "theme.light": "Clair",
  "theme.dark": "Sombre",

  "language.legend": "Langue",
  "language.system": "Celle du navigateur ({name})",

  "update.ready": "Une nouvelle version de Parley est prête.",
  "update.reload": "Recharger",
  "update.later": "Plus tard",

  "keys.show": "Raccourcis clavier",
};
