import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Qui êtes-vous aujourd’hui ?",
  intro:
    "Ceci est un programme de démonstration : connectez-vous comme qui vous voulez, sans mot de passe. Un autre onglet peut être quelqu’un d’autre.",
  loading: "Chargement des personnes…",
  team: "Équipe du programme",
  busy: "Connexion…",
  failed: "La connexion a échoué : le serveur ne répond pas. Choisissez à nouveau dans un instant.",
  expired: "Votre session est terminée. Connectez-vous à nouveau pour reprendre où vous en étiez.",
  refused: "Le serveur n’accepte plus cette session. Connectez-vous à nouveau.",
  hostTitle: "Connectez-vous sur votre plateforme",
  hostText:
    "Sur ce serveur, c’est la plateforme de mentorat dont il fait partie qui connecte les personnes. Ouvrez vos messages depuis celle-ci.",
  awayTitle: "Le serveur ne répond pas",
  awayText:
    "Il est peut-être en train de démarrer. Cette page réessaie d’elle-même toutes les quelques secondes.",
  goOn: "Continuer comme {name}",
  goOnText:
    "La dernière session ouverte ici est celle de {name}. Vous pouvez lire ce que ce navigateur a gardé, et écrire : l’envoi se fera au retour du serveur.",
  tryAgain: "Réessayer",
  waysTitle: "Se connecter",
  wayNamed: "Se connecter avec {name}",
  wayPlatform: "Se connecter sur votre plateforme",
  leaving: "Ouverture de la page de connexion de votre plateforme…",
  left: "Votre session est fermée.",
  cookiesBlocked:
    "Ce navigateur bloque les cookies, et il en faut un pour se connecter. Autorisez les cookies pour cette page, puis rechargez-la.",
  problemFailed: "La connexion a échoué ou a pris trop de temps. Réessayez.",
  problemDenied: "La connexion a été annulée.",
  problemNoAccount:
    "Il n’y a pas de compte pour vous ici. Demandez à l’équipe de votre programme de vous ajouter avec l’adresse e-mail de votre connexion.",
  problemUnverified:
    "Votre adresse e-mail n’y est pas encore vérifiée. Vérifiez-la, puis connectez-vous ici.",
  problemOtherAccount:
    "Un autre compte sert déjà à se connecter avec votre adresse e-mail. Utilisez ce compte, ou demandez à l’équipe de votre programme.",
  problemUnavailable: "La connexion est impossible pour le moment. Réessayez dans une minute.",
  problemTooMany: "Trop de personnes se connectent d’ici en même temps. Réessayez dans une minute.",
};
