import type { ReportLabels } from "../../labels/report-labels.ts";

export const reportLabels: ReportLabels = {
  report: "Signaler…",
  reportPerson: (name) => `Signaler ${name}…`,
  askStaff: "Demander de l’aide à l’équipe",
  reportMessageTitle: "Signaler ce message",
  reportPersonTitle: (name) => `Signaler ${name}`,
  reportWhat: "De quoi s’agit-il ?",
  reportCategories: {
    bullying: "Des mots méchants ou du harcèlement",
    sexual: "Quelque chose de sexuel",
    contact: "On me demande un contact ailleurs ou de garder un secret",
    gifts: "De l’argent ou des cadeaux",
    danger: "Une menace, ou quelqu’un est en danger",
    spam: "Du spam ou une arnaque",
    other: "Autre chose",
  },
  reportText: "Que s’est-il passé ?",
  reportTextOptional: "Que s’est-il passé ? (Vous pouvez laisser ce champ vide.)",
  askText: "Comment pouvons-nous vous aider ?",
  reportNextTitle: "Ce qui se passe ensuite",
  reportOnlyStaff: "Seule l’équipe de votre programme voit ceci.",
  reportNotTold: (name) => `${name} n’en saura rien.`,
  reportKeeps: "L’équipe voit aussi les messages autour, même s’ils sont supprimés ensuite.",
  reportThen: "L’équipe le lit et décide quoi faire. Elle vous écrira peut-être.",
  reportDanger:
    "Si quelqu’un est en danger maintenant, parlez-en à un adulte de confiance ou appelez le numéro d’urgence.",
  sendReport: "Envoyer à l’équipe",
  reportChoose: "Choisissez de quoi il s’agit.",
  reportTextMissing: "Écrivez ce qui s’est passé, pour que l’équipe puisse aider.",
  reportTextLong: (max) => `C’est trop long : ${max} caractères au plus.`,
  reportWaiting:
    "Pas encore envoyé : il n’y a pas de connexion. L’envoi se fait dès qu’il y en a une. Gardez ceci ouvert.",
  reportTooMany:
    "Vous avez envoyé beaucoup de signalements aujourd’hui, et celui-ci n’est pas parti. Écrivez un message à l’équipe ou réessayez demain.",
  reportGone: "Ceci ne peut pas être signalé : vous ne pouvez pas le voir.",
  reportFailed: (reason) => `Le signalement n’a pas été envoyé. ${reason}`,
  reportSent: "Merci de nous l’avoir dit",
  reportSentText: "L’équipe a votre signalement. Vous avez bien fait.",
  reportBlockOffer: (name) =>
    `Voulez-vous bloquer ${name} ? Vous ne recevrez alors plus de messages l’un de l’autre.`,
  reportBlocked: (name) => `Vous avez bloqué ${name}.`,
  reportBlockFailed: (name, reason) => `Le blocage de ${name} a échoué. ${reason}`,
  done: "Terminé",
};
