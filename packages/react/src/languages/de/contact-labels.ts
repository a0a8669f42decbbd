import type { ContactLabels } from "../../labels/contact-labels.ts";

export const contactLabels: ContactLabels = {
  addContact: "Kontakt hinzufügen",
  addByEmail: "Jemanden per E-Mail-Adresse hinzufügen",
  addContactHint: "Jemand aus deinem Programm, über die E-Mail-Adresse der Registrierung.",
  emailAddress: "E-Mail-Adresse",
  notAnAddress: "Das ist keine E-Mail-Adresse. So sieht eine aus: name@example.org.",
  ownAddress: "Das ist deine eigene Adresse.",
  unknownAddress:
    "Mit dieser Adresse lässt sich niemand aus deinem Programm hinzufügen. Prüfe, ob sie stimmt.",
  blockedAddress:
    "Du hast diese Person blockiert. Gib sie zuerst wieder frei, am Ende deiner Kontakte.",
  wasAdded: (name) => `${name} gehört jetzt zu deinen Kontakten.`,
  wasThere: (name) => `${name} war schon unter deinen Kontakten.`,

  remove: "Entfernen",
  block: "Blockieren",
  unblock: "Freigeben",
  why: "Warum?",
  inGroup: (names) => `In ${names}`,
  blockedPeople: "Blockiert",
  blockedSince: (day) => `Seit ${day}`,
  morePeople: "Andere, denen du schreiben kannst",
  morePeopleFailed: "Die Suche nach anderen hat nicht geklappt.",

  removeTitle: (name) => `${name} aus deinen Kontakten entfernen?`,
  removeStays: (name) =>
    `Du bleibst mit ${name} in Kontakt, weil euch noch etwas anderes verbindet.`,
  removeEnds: (name) =>
    `Wenn dich mit ${name} sonst nichts verbindet, könnt ihr euren Chat danach nur noch lesen.`,
  removeKeeps: "Was ihr euch geschrieben habt, bleibt.",
  removeTells: (name) => `${name} wird darüber nicht informiert.`,
  blockTitle: (name) => `${name} blockieren?`,
  blockSilence:
    "Ihr könnt euch dann nicht mehr schreiben. Was in dieser Zeit versucht wird, kommt nie an.",
  blockSigns:
    "Ihr seht beide nicht mehr, ob die andere Seite online ist, schreibt oder etwas gelesen hat.",
  blockKeeps: "Euer bisheriger Chat bleibt, für euch beide.",
  blockGroups: (name) =>
    `In gemeinsamen Gruppen geht alles weiter: ${name} liest und schreibt dort wie bisher.`,
  blockTells: (name) =>
    `${name} bekommt keinen Hinweis, merkt es aber beim nächsten Versuch, dir zu schreiben.`,
  unblockTitle: (name) => `${name} freigeben?`,
  unblockOpens: "Ihr könnt euch wieder schreiben, soweit euer Programm euch verbindet.",
  unblockLost: "Was ihr in der Zwischenzeit senden wolltet, kommt nicht mehr an.",

  wasRemoved: (name) => `${name} gehört nicht mehr zu den Kontakten, die du hinzugefügt hast.`,
  wasBlocked: (name) => `${name} ist blockiert.`,
  wasUnblocked: (name) => `${name} ist nicht mehr blockiert.`,

  whyTitle: (name) => `Du und ${name}`,
  rules: {
    "admin-reaches-everybody": (name) =>
      `Du kannst ${name} schreiben, weil Admins allen schreiben können.`,
    "everybody-reaches-admins": (name) =>
      `Du kannst ${name} schreiben, weil alle den Admins schreiben können.`,
    "system-is-not-answered": (name) => `Auf Nachrichten von ${name} kann man nicht antworten.`,
    "bot-and-anybody": (name) =>
      `Du kannst ${name} schreiben, weil dieses Konto automatisch allen antwortet.`,
    "same-group": (name) =>
      `Du kannst ${name} schreiben, weil ihr in derselben Mentoring-Gruppe seid.`,
    "mentor-reaches-every-mentee": (name) =>
      `Du kannst ${name} schreiben, weil Mentor:innen allen Mentees schreiben können.`,
    "added-by-hand": (name) =>
      `Du kannst ${name} schreiben, weil du den Kontakt selbst hinzugefügt hast.`,
    "you-are-reached": (name) =>
      `Du kannst ${name} antworten: Wer dir schreiben darf, darf auch von dir hören.`,
    "you-blocked": (name) =>
      `Du kannst ${name} nicht schreiben, weil du diese Person blockiert hast.`,
    unavailable: (name) =>
      `Du kannst ${name} nicht schreiben: Diese Person ist gerade nicht erreichbar.`,
    strangers: (name) => `Du kannst ${name} nicht schreiben, weil euch nichts mehr verbindet.`,
  },
  connectedBy: "Was euch verbindet",
  byGroup: (group) => `Ihr seid beide in ${group}.`,
  byAdmin: "Eine der beiden Personen ist Admin.",
  byHand: "Von dir hinzugefügt.",
  notConnected: "Im Moment nichts.",

  searchContacts: "Kontakte suchen",
  noContacts: "Noch keine Kontakte",
  noContactsHint: "Hier erscheinen alle, mit denen du in einer Mentoring-Gruppe bist.",
  noContactsFound: (search) => `Keiner deiner Kontakte heißt „${search}“.`,
  contactKinds: {
    mentors: "Mentor:innen",
    mentees: "Mentees",
    peers: "Gruppenmitglieder",
    admins: "Admins",
    custom: "Von dir hinzugefügt",
  },
  message: "Schreiben",
};
