import type { Translation } from "../../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  loadFailed: "Vos réglages de notifications n’ont pas pu être chargés. {reason}",
  tryAgain: "Réessayer",

  away: "Quand vous êtes absent",
  awayHint:
    "Vous êtes averti des messages que vous n’avez pas lus. Ce que vous avez lu d’ici là n’y figure pas.",
  email: "E-mail",
  emailHint: "À l’adresse de votre compte.",
  push: "Sur vos appareils",
  pushHint: "Là où vous avez installé Parley et activé les notifications.",
  host: "La plateforme dont Parley fait partie peut vous avertir à sa façon.",
  noChannels:
    "Ce serveur n’envoie pas encore d’e-mails. Les réglages ci-dessous s’appliqueront dès qu’il le fera.",
  direct: "Messages directs",
  group: "Messages dans les groupes",
  mention: "Messages qui vous mentionnent",
  "delay.2m": "Après 2 minutes",
  "delay.10m": "Après 10 minutes",
  "delay.30m": "Après 30 minutes",
  "delay.2h": "Après 2 heures",
  "delay.digest": "Seulement dans le résumé",
  "delay.off": "Jamais",
  digest: "Résumé des messages non lus",
  digestHint: "Il n’arrive que s’il y a des messages non lus.",
  "digest.off": "Jamais",
  "digest.daily": "Chaque jour à {time}",
  "digest.weekly": "Une fois par semaine : {weekday}, {time}",

  quiet: "Heures de silence",
  quietHint:
    "Pendant les heures de silence, rien n’est envoyé, affiché ni sonné. Ce qui arrive entre-temps vous parvient ensemble à la fin.",
  timeZone: "Fuseau horaire",
  timeZoneOpen: "Afficher tous les fuseaux horaires",
  timeZoneNone: "Aucun fuseau horaire ne porte ce nom.",
  timeZoneHere: "Ce navigateur est dans {zone}, où il est {time}.",
  timeZoneUse: "Utiliser {zone}",
  from: "De",
  until: "À",
  fromOf: "{weekday}, de",
  untilOf: "{weekday}, à",
  nextDay: "Jusqu’au lendemain",
  allDay: "Toute la journée",
  allDayOf: "{weekday}, toute la journée",
  same: "Les heures de silence ne peuvent pas finir quand elles commencent.",
  everyDay: "Utiliser ces heures chaque jour",

  content: "Ce que montrent les notifications",
  contentHint: "Par e-mail, sur vos appareils et dans ce navigateur.",
  contentLimit: "Ce serveur ne montre pas plus que cela.",
  "content.full": "Noms et messages",
  "content.fullHint": "Qui a écrit, et quoi.",
  "content.name-only": "Noms seulement",
  "content.name-onlyHint": "Qui a écrit, et combien de messages.",
  "content.none": "Seulement qu’il y a des messages",
  "content.noneHint": "Ni noms ni messages.",
  schedule: "Montrer quand vous serez averti",
  scheduleHint:
    "Ceux qui vous écrivent voient quand vous serez averti, pour savoir quand attendre une réponse.",

  browser: "Dans ce navigateur",
  browserHint:
    "Ces réglages valent aussitôt, dans tous les onglets de ce navigateur, tant que Parley est ouvert.",
  shows: "Notifications de votre système",
  showsHint: "Tant qu’aucun onglet de Parley n’est au premier plan.",
  showsDenied:
    "Le navigateur bloque les notifications de cette page. Autorisez-les dans ses réglages pour cette page, puis activez-les ici.",
  showsDismissed:
    "Le navigateur n’a pas reçu l’autorisation. Activez-les encore pour qu’il la redemande.",
  showsAbsent: "Ce navigateur ne peut pas afficher de notifications.",
  directSound: "Son des messages directs",
  groupSound: "Son des messages dans les groupes",
  soundHint: "Un son court, sauf si vous voyez la conversation.",
};
