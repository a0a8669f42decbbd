import type { ReportLabels } from "../../labels/report-labels.ts";

export const reportLabels: ReportLabels = {
  report: "Melden…",
  reportPerson: (name) => `${name} melden…`,
  askStaff: "Das Team um Hilfe bitten",
  reportMessageTitle: "Diese Nachricht melden",
  reportPersonTitle: (name) => `${name} melden`,
  reportWhat: "Worum geht es?",
  reportCategories: {
    bullying: "Gemeine Worte oder Mobbing",
    sexual: "Etwas Sexuelles",
    contact: "Ich soll woanders schreiben oder etwas geheim halten",
    gifts: "Geld oder Geschenke",
    danger: "Eine Drohung, oder jemand ist in Gefahr",
    spam: "Spam oder Betrug",
    other: "Etwas anderes",
  },
  reportText: "Was ist passiert?",
  reportTextOptional: "Was ist passiert? (Das kann leer bleiben.)",
  askText: "Wie können wir dir helfen?",
  reportNextTitle: "So geht es weiter",
  reportOnlyStaff: "Nur das Team deines Programms sieht das.",
  reportNotTold: (name) => `${name} erfährt nichts davon.`,
  reportKeeps:
    "Das Team sieht auch die Nachrichten davor und danach, selbst wenn sie später gelöscht werden.",
  reportThen: "Das Team liest es und entscheidet, was zu tun ist. Vielleicht schreibt es dir.",
  reportDanger:
    "Wenn jetzt gerade jemand in Gefahr ist, sag es einem Erwachsenen, dem du vertraust, oder ruf den Notruf an.",
  sendReport: "An das Team senden",
  reportChoose: "Wähle aus, worum es geht.",
  reportTextMissing: "Schreib, was passiert ist, damit das Team helfen kann.",
  reportTextLong: (max) => `Das ist zu lang: höchstens ${max} Zeichen.`,
  reportWaiting:
    "Noch nicht gesendet: Es gibt keine Verbindung. Es wird gesendet, sobald es eine gibt. Lass das hier offen.",
  reportTooMany:
    "Du hast heute schon viel gemeldet, und diese Meldung wurde nicht gesendet. Schreib dem Team eine Nachricht oder versuch es morgen noch einmal.",
  reportGone: "Das kann nicht gemeldet werden: Du kannst es nicht sehen.",
  reportFailed: (reason) => `Die Meldung wurde nicht gesendet. ${reason}`,
  reportSent: "Danke, dass du es uns sagst",
  reportSentText: "Das Team hat deine Meldung. Das hast du richtig gemacht.",
  reportBlockOffer: (name) =>
    `Möchtest du ${name} blockieren? Dann bekommt ihr keine Nachrichten mehr voneinander.`,
  reportBlocked: (name) => `Du hast ${name} blockiert.`,
  reportBlockFailed: (name, reason) => `${name} wurde nicht blockiert. ${reason}`,
  done: "Fertig",
};
