import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Réglages",
  general: "Général",
  notifications: "Notifications",
  you: "Vous",
  name: "Votre nom",
  nameHint: "Il est visible par toutes les personnes en contact avec vous.",
  nameBlank: "Écrivez un nom : il ne peut pas être vide.",
  nameLong: "Ce nom est trop long. Il peut avoir {max} caractères.",
  nameUnstorable:
    "Ce nom contient un caractère qui ne peut pas être enregistré. Retirez-le et enregistrez à nouveau.",
  picture: "Votre photo",
  pictureHint:
    "Elle est visible par toutes les personnes en contact avec vous, recadrée en cercle. Vous pouvez aussi déposer une image ici, ou la coller.",
  pictureChoose: "Choisir une photo",
  crop: "Recadrer",
  cropTitle: "Recadrer la photo",
  cropHint: "Faites glisser la photo, ou déplacez-la avec Tab et les flèches.",
  cropX: "À gauche ou à droite",
  cropY: "En haut ou en bas",
  cropZoom: "Zoom",
  cropDone: "Utiliser",
  pictureSave: "Enregistrer la photo",
  pictureRemove: "Retirer la photo",
  pictureUnreadable:
    "Ce fichier ne peut pas être utilisé. Choisissez une image de type PNG, JPEG, WebP, GIF ou AVIF.",
  cancel: "Annuler",
  save: "Enregistrer",
  saving: "Enregistrement…",
  saved: "Enregistré",
  failed: "Rien n’a été enregistré. {reason}",
  tryAgain: "Réessayer",

  sharing: "Ce que les autres voient de vous",
  receipts: "Accusés de lecture",
  receiptsHint:
    "Les autres voient que vous avez lu leurs messages, et vous voyez qu’ils ont lu les vôtres. Si vous les désactivez, vous ne verrez pas non plus les leurs.",
  presence: "Statut en ligne",
  presenceHint:
    "Vos contacts voient quand vous êtes là, et vous voyez quand ils le sont. Si vous le désactivez, vous ne verrez plus non plus le statut de personne.",
  responseTime: "Délai de réponse habituel",
  responseTimeHint:
    "Les personnes qui peuvent vous écrire voient en combien de temps vous leur répondez d’habitude : une heure, quelques heures, un jour ou plusieurs jours.",

  browser: "Dans ce navigateur",
  browserHint: "Pris en compte aussitôt, dans tous les onglets de ce navigateur.",
  sendKey: "Ce qui envoie un message",
  sendEnter: "Entrée",
  sendEnterHint: "Maj et Entrée commencent une nouvelle ligne.",
  sendMod: "{key} et Entrée",
  sendModHint: "Entrée commence une nouvelle ligne.",
  plainText: "Afficher les messages en texte brut",
  plainTextHint:
    "Les messages apparaissent tels qu’ils ont été tapés : *gras* avec ses astérisques, les listes avec leurs tirets. Les liens et les mentions restent.",
  questionMark: "Afficher les raccourcis clavier avec la touche ?",
  questionMarkHint:
    "Désactivez-le si vous appuyez sur ? par erreur, ou si vous dictez au lieu de taper. Les raccourcis ont aussi un bouton dans l’en-tête.",

  loading: "Chargement de vos réglages…",
  loadFailed: "Vos réglages n’ont pas pu être chargés. {reason}",

  reports: "Vos signalements",
  reportsHint: "Ce que vous avez dit à l’équipe. Seuls vous et elle le voyez.",
  reportsNone: "Vous n’avez rien signalé.",
  reportAbout: "À propos de {names}",
  reportHelp: "Vous avez demandé de l’aide",
  reportOpen: "Reçu : l’équipe le lit",
  reportClosed: "Clos : l’équipe a décidé",
  sessions: "Vos sessions ouvertes",
  sessionsHint: "Déconnectez ce que vous ne reconnaissez pas ou n’utilisez plus.",
  sessionsLoading: "Chargement…",
  sessionsFailed: "La liste n’a pas pu être chargée.",
  sessionUnknown: "Navigateur inconnu",
  sessionHere: "Ce navigateur",
  sessionSeen: "Dernière utilisation : {when}",
  sessionSignOut: "Déconnecter {device}",
  signOutEverywhere: "Se déconnecter partout",
};
