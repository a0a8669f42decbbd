import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("fr");

/** Mails in French. */
export const french: MailTexts = {
  direction: "ltr",
  via: (name, programme) => `${name} via ${programme}`,

  fromUser: (name) => `${name} vous a écrit`,
  inGroup: (title) => `Nouveaux messages dans ${title}`,
  fromSeveral: (titles) => `Nouveaux messages : ${titles}`,
  unreadIn: (programme) => `Vous avez des messages non lus dans ${programme}`,
  unread: (count, formatted) =>
    plural(count, { one: `${formatted} message non lu`, other: `${formatted} messages non lus` }),
  digest: (programme) => `En attente dans ${programme}`,
  reminder: (programme) => `Une action à faire arrive à échéance dans ${programme}`,
  meeting: {
    soon: "Votre rendez-vous commence dans une heure",
    proposed: "D’autres horaires pour votre rendez-vous",
    agreed: "Votre rendez-vous est fixé",
    declined: "Les horaires que vous avez proposés ne conviennent pas",
    canceled: "Votre rendez-vous est annulé",
  },
  report: (programme) => `Un nouveau signalement dans ${programme}`,
  urgentReport: (programme) => `Urgent : un danger est signalé dans ${programme}`,
  reportBody:
    "Un utilisateur a envoyé un signalement. Son contenu ne figure pas ici : lisez-le là où vous en décidez.",
  openReports: "Ouvrir les signalements",
  test: (programme) => `Test des notifications de ${programme}`,
  testBody:
    "Ceci est un test. Si vous pouvez le lire, les notifications par e-mail vous parviennent.",

  mentionsYou: "vous mentionne",
  more: (count, formatted) =>
    plural(count, {
      one: `et ${formatted} autre message`,
      other: `et ${formatted} autres messages`,
    }),
  moreConversations: (count, formatted) =>
    plural(count, {
      one: `et ${formatted} autre conversation`,
      other: `et ${formatted} autres conversations`,
    }),
  openConversation: "Ouvrir la conversation",
  openMessages: "Ouvrir les messages",

  replyAbove: "Écrivez votre réponse au-dessus de cette ligne",
  mayReply: "Vous pouvez aussi répondre directement à cet e-mail.",
  why: (programme) =>
    `Vous recevez cet e-mail selon vos réglages de notifications dans ${programme}.`,
  settings: "Modifier les réglages",
  unsubscribe: "Se désabonner",

  stopTitle: (programme) => `Ne plus recevoir d’e-mails de ${programme} ?`,
  stopBody: "Vous ne recevrez plus de notifications par e-mail. Vos messages restent où ils sont.",
  stopChoice: "Choisissez ce que vous ne voulez plus recevoir. Vos messages restent où ils sont.",
  stopButton: "Ne plus recevoir d’e-mails",
  stopped:
    "Vous ne recevrez plus de notifications par e-mail. Vous pouvez les réactiver dans les réglages.",
  stopOnly: {
    direct: "Ne plus être averti des messages directs",
    group: "Ne plus être averti des messages dans les groupes",
    digest: "Ne plus recevoir de résumés",
    conversation: "Ne plus être averti de cette conversation",
  },
  stoppedOnly:
    "Vous ne recevrez plus ces notifications. Vous pouvez les réactiver dans l’application.",
  linkInvalid:
    "Ce lien n’est plus valable. Vous pouvez modifier vos notifications dans les réglages.",

  notDelivered: (programme) => `Votre réponse à ${programme} n’a pas été transmise`,
  refusals: {
    unknown_sender:
      "Personne n’a l’adresse depuis laquelle vous avez écrit. Répondez depuis l’adresse à laquelle vous recevez les notifications.",
    sender_not_verified:
      "Il n’a pas pu être vérifié que l’e-mail vient de votre adresse. Répondez plutôt dans l’application.",
    address_invalid:
      "L’adresse à laquelle vous avez répondu n’est pas la vôtre. Répondez plutôt dans l’application.",
    address_expired:
      "L’e-mail auquel vous avez répondu date de plus de 30 jours. Répondez plutôt dans l’application.",
    empty: "L’e-mail ne contient aucun texte au-dessus du message cité.",
    not_allowed: "Vous ne pouvez plus écrire dans cette conversation.",
    too_many: "Vous avez envoyé trop de messages. Attendez un moment, puis renvoyez votre réponse.",
  },
  tooLong: (count, max) =>
    `La réponse compte ${count} caractères ; un message peut en compter ${max}.`,
  attachmentsLeft: (programme) =>
    `Votre réponse à ${programme} a été transmise sans ses pièces jointes`,
  attachmentsLeftBody:
    "Votre texte a été transmis. Les pièces jointes des e-mails ne le sont pas : personne ne les a reçues.",
  yourText: "Voici ce que vous avez écrit :",
};
