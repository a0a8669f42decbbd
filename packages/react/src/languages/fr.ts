import type { Labels } from "../labels.ts";
import { actionLabels } from "./fr/action-labels.ts";
import { announcerLabels } from "./fr/announcer-labels.ts";
import { contactLabels } from "./fr/contact-labels.ts";
import { detailsLabels } from "./fr/details-labels.ts";
import { listLabels } from "./fr/list-labels.ts";
import { meetingLabels } from "./fr/meeting-labels.ts";
import { messageLabels } from "./fr/message-labels.ts";
import { plural } from "./fr/plural.ts";
import { reportLabels } from "./fr/report-labels.ts";
import { searchLabels } from "./fr/search-labels.ts";

/** Every text in French. */
export const frenchLabels: Labels = {
  ...actionLabels,
  ...announcerLabels,
  ...listLabels,
  ...contactLabels,
  ...detailsLabels,
  ...reportLabels,
  ...searchLabels,
  ...meetingLabels,
  ...messageLabels,
  messages: "Messages",
  conversations: "Conversations",
  contacts: "Contacts",

  send: "Envoyer",
  retry: "Réessayer",
  discard: "Abandonner",
  back: "Retour aux conversations",
  reload: "Réessayer",

  details: "Détails",
  searchHere: "Rechercher dans cette conversation",
  conversationMenu: "Menu de la conversation",

  messagesWith: (name) => `Messages avec ${name}`,
  messageTo: (name) => `Message à ${name}`,
  isTyping: (names, count) =>
    plural(count, {
      one: `${names} est en train d’écrire`,
      other: `${names} sont en train d’écrire`,
    }),
  severalTyping: "Plusieurs personnes sont en train d’écrire",

  online: "En ligne",
  you: "Vous",
  memberCount: (formatted, count) =>
    plural(count, { one: `${formatted} membre`, other: `${formatted} membres` }),
  roles: { ADMIN: "Admin", MENTOR: "Mentor", MENTEE: "Mentoré" },
  automated: "Automatique",

  unreadCount: (formatted) => `Non lus : ${formatted}`,
  moreThan: (formatted) => `${formatted}+`,
  newMessages: "Nouveau",
  jumpToLatest: "Aller au dernier message",
  beginning: (name) => `Ici commence votre conversation avec ${name}.`,
  deletedMessage: "Message supprimé",
  edited: "modifié",

  sending: "Envoi en cours",
  sent: "Envoyé",
  read: "Vu",
  readBy: (names) => `Vu par ${names}`,
  readByMore: (names, more) => `Vu par ${names} et ${more} de plus`,
  notSent: "Non envoyé",

  saidBy: (name) => `${name} :`,
  draft: "Brouillon :",
  typing: "écrit…",
  noMessagesYet: "Pas encore de message",

  noConversations: "Pas encore de conversation",
  noConversationsHint: "Écrivez à quelqu’un de votre programme pour en commencer une.",
  chooseContact: "Choisir un contact",
  nothingChosen: "Vos messages",
  nothingChosenHint: "Choisissez une conversation, ou écrivez à l’un de vos contacts.",
  howToBegin: "Vous ne savez pas comment commencer ? Un bonjour et une question suffisent.",
  writeToContact: "Écrire à un contact",
  emptyConversation: "Encore rien ici",
  emptyConversationHint: (name) => `Dites bonjour à ${name}.`,

  loading: "Chargement",
  loadFailed: "Le chargement a échoué.",
  olderFailed: "Les messages précédents n’ont pas pu être chargés.",
  conversationGone: "Cette conversation n’est pas ici, ou vous ne pouvez plus la voir.",

  offline: "Vous êtes hors ligne. Les messages partiront à votre retour.",
  reconnecting: "Nouvelle connexion…",
  backOnline: "Vous êtes de nouveau en ligne.",
  unreachable: "Parley est injoignable. Les messages partiront dès qu’il répondra.",
  notLive:
    "Pas de connexion en direct. Les messages partent, mais les nouveaux n’apparaissent pas automatiquement.",
  signInUnreachable:
    "Votre connexion ne peut pas être renouvelée pour le moment. Les messages partiront dès que possible.",
  signedOut: "Votre session est terminée. Connectez-vous à nouveau pour continuer.",
  outdated:
    "Cette page n’est plus à jour. Rechargez-la pour continuer. Ce que vous avez écrit est conservé.",
  reloadPage: "Recharger",

  cannotWriteHere: "Vous ne pouvez pas écrire dans cette conversation pour le moment.",
  youBlocked: (name) => `Vous avez bloqué ${name}.`,
  groupArchived: (day) =>
    day === null ? "Le groupe a été archivé." : `Le groupe a été archivé le ${day}.`,
  noLongerInGroup: (day) =>
    day === null
      ? "Vous n’êtes plus dans ce groupe."
      : `Vous avez été dans ce groupe jusqu’au ${day}.`,
  noLongerConnected: (name) => `${name} et vous n’êtes plus en contact.`,
  noReplies: (name) => `On ne peut pas répondre aux messages de ${name}.`,
  charactersLeft: (formatted, count) =>
    plural(count, {
      one: `Encore ${formatted} caractère`,
      other: `Encore ${formatted} caractères`,
    }),
  tooLong: (length, max) => `Trop long : ${length} caractères sur ${max} au plus.`,
  nearLimit: (left) => `Vous pouvez en écrire encore ${left}.`,
  overLimit: (over) => `Le message est trop long de ${over}.`,
  emoji: "Émojis",
  formatting: "Mise en forme",
  outboxFull:
    "Trop de messages attendent d’être envoyés. Réessayez quand quelques-uns seront partis.",

  reasons: {
    invalid_input: "Le message ne peut pas être envoyé tel quel.",
    not_signed_in: "Vous n’êtes pas connecté.",
    session_expired: "Votre session est terminée. Connectez-vous à nouveau.",
    not_found: "Ce n’est pas ici, ou vous ne pouvez pas le voir.",
    forbidden: "Vous ne pouvez pas faire cela.",
    contact_unavailable: "On ne peut pas écrire à cette personne pour le moment.",
    conversation_readonly: "On ne peut plus écrire dans cette conversation.",
    idempotency_conflict: "Ce message a déjà été envoyé avec un autre texte.",
    version_conflict: "Cela a changé entre-temps. Regardez à nouveau.",
    edit_window_closed: "Le délai pour modifier ce message est passé.",
    already_exists: "C’est déjà pris par quelqu’un d’autre.",
    unknown_procedure: "Le serveur ne connaît pas cela. Rechargez la page.",
    client_outdated: "La page n’est plus à jour. Rechargez-la.",
    too_large: "C’est trop volumineux pour être envoyé.",
    too_many_requests: "C’était trop rapide. Attendez un instant et réessayez.",
    unavailable: "Le serveur est occupé. Réessayez dans un instant.",
    internal: "Une erreur s’est produite de notre côté.",
  },
  noAnswer: "Parley n’a pas répondu.",
};
