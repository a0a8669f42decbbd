import type { ContactLabels } from "../../labels/contact-labels.ts";

export const contactLabels: ContactLabels = {
  addContact: "Ajouter un contact",
  addByEmail: "Ajouter quelqu’un par e-mail",
  addContactHint: "Une personne de votre programme, par l’adresse e-mail de son inscription.",
  emailAddress: "Adresse e-mail",
  notAnAddress: "Ce n’est pas une adresse e-mail. Elle ressemble à nom@example.org.",
  ownAddress: "C’est votre propre adresse.",
  unknownAddress: "Cette adresse ne permet d’ajouter personne de votre programme. Vérifiez-la.",
  blockedAddress:
    "Vous avez bloqué cette personne. Débloquez-la d’abord, à la fin de vos contacts.",
  wasAdded: (name) => `${name} fait maintenant partie de vos contacts.`,
  wasThere: (name) => `${name} faisait déjà partie de vos contacts.`,

  remove: "Retirer",
  block: "Bloquer",
  unblock: "Débloquer",
  why: "Pourquoi ?",
  inGroup: (names) => `Dans ${names}`,
  blockedPeople: "Personnes bloquées",
  blockedSince: (day) => `Depuis : ${day}`,
  morePeople: "Autres personnes à qui vous pouvez écrire",
  morePeopleFailed: "La recherche d’autres personnes a échoué.",

  removeTitle: (name) => `Retirer ${name} de vos contacts ?`,
  removeStays: (name) => `Vous restez en contact avec ${name}, car autre chose vous relie.`,
  removeEnds: (name) =>
    `À moins qu’autre chose ne vous relie à ${name}, votre conversation ne pourra plus qu’être lue.`,
  removeKeeps: "Ce que vous vous êtes écrit reste.",
  removeTells: (name) => `${name} n’en est pas averti.`,
  blockTitle: (name) => `Bloquer ${name} ?`,
  blockSilence:
    "Vous ne pouvez plus vous écrire, ni dans un sens ni dans l’autre. Ce qui est tenté entre-temps n’arrive jamais.",
  blockSigns:
    "Ni l’un ni l’autre ne voit plus quand l’autre est en ligne, écrit ou a lu quelque chose.",
  blockKeeps: "Votre conversation jusqu’ici reste, pour vous deux.",
  blockGroups: (name) =>
    `Dans les groupes que vous partagez, tout continue : ${name} y lit et y écrit toujours.`,
  blockTells: (name) =>
    `Aucun avis n’est envoyé à ${name}, mais le blocage se remarque au moment de vous écrire.`,
  unblockTitle: (name) => `Débloquer ${name} ?`,
  unblockOpens:
    "Vous pourrez de nouveau vous écrire, dans la mesure où votre programme vous relie.",
  unblockLost: "Ce que l’un de vous a tenté d’envoyer entre-temps n’arrive pas.",

  wasRemoved: (name) => `${name} ne fait plus partie des contacts que vous avez ajoutés.`,
  wasBlocked: (name) => `Vous bloquez maintenant ${name}.`,
  wasUnblocked: (name) => `Vous ne bloquez plus ${name}.`,

  whyTitle: (name) => `Vous et ${name}`,
  rules: {
    "admin-reaches-everybody": (name) =>
      `Vous pouvez écrire à ${name}, car les admins peuvent écrire à tout le monde.`,
    "everybody-reaches-admins": (name) =>
      `Vous pouvez écrire à ${name}, car tout le monde peut écrire aux admins.`,
    "system-is-not-answered": (name) => `On ne peut pas répondre aux messages de ${name}.`,
    "bot-and-anybody": (name) =>
      `Vous pouvez écrire à ${name}, car c’est un compte automatique qui répond à tous.`,
    "same-group": (name) =>
      `Vous pouvez écrire à ${name}, car vous partagez un groupe de mentorat.`,
    "mentor-reaches-every-mentee": (name) =>
      `Vous pouvez écrire à ${name}, car les mentors peuvent écrire à tous les mentorés.`,
    "added-by-hand": (name) => `Vous pouvez écrire à ${name}, que vous avez ajouté à vos contacts.`,
    "you-are-reached": (name) =>
      `Vous pouvez répondre à ${name} : qui peut vous écrire peut aussi vous lire.`,
    "you-blocked": (name) =>
      `Vous ne pouvez pas écrire à ${name}, car vous bloquez cette personne.`,
    unavailable: (name) =>
      `Vous ne pouvez pas écrire à ${name} : cette personne n’est pas joignable pour le moment.`,
    strangers: (name) => `Vous ne pouvez pas écrire à ${name}, car plus rien ne vous relie.`,
  },
  connectedBy: "Ce qui vous relie",
  byGroup: (group) => `Vous êtes tous deux dans ${group}.`,
  byAdmin: "L’un de vous est admin.",
  byHand: "Contact que vous avez ajouté.",
  notConnected: "Rien pour le moment.",

  searchContacts: "Rechercher un contact",
  noContacts: "Pas encore de contact",
  noContactsHint:
    "Les personnes apparaissent ici dès que vous partagez avec elles un groupe de mentorat.",
  noContactsFound: (search) => `Aucun de vos contacts ne s’appelle « ${search} ».`,
  contactKinds: {
    mentors: "Mentors",
    mentees: "Mentorés",
    peers: "Membres du groupe",
    admins: "Admins",
    custom: "Ajoutés par vous",
  },
  message: "Écrire",
};
