import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Wer bist du heute?",
  intro:
    "Das ist ein Demo-Programm: Melde dich ohne Passwort an, als wer du willst. In einem zweiten Tab kannst du jemand anderes sein.",
  loading: "Personen werden geladen\u00A0…",
  team: "Programmteam",
  busy: "Anmeldung läuft\u00A0…",
  failed: "Die Anmeldung hat nicht geklappt: Der Server antwortet nicht. Wähle gleich noch einmal.",
  expired: "Deine Sitzung ist beendet. Melde dich wieder an, um dort weiterzumachen, wo du warst.",
  refused: "Der Server akzeptiert diese Anmeldung nicht mehr. Melde dich wieder an.",
  hostTitle: "Melde dich auf deiner Plattform an",
  hostText:
    "Bei diesem Server läuft die Anmeldung über die Mentoring-Plattform, zu der er gehört. Öffne deine Nachrichten von dort aus.",
  awayTitle: "Der Server antwortet nicht",
  awayText: "Vielleicht startet er gerade. Diese Seite fragt alle paar Sekunden von selbst nach.",
  goOn: "Weiter als {name}",
  goOnText:
    "Zuletzt war hier {name} angemeldet. Du kannst lesen, was dieser Browser gespeichert hat, und schreiben: Es wird gesendet, sobald der Server wieder da ist.",
  tryAgain: "Erneut versuchen",
  waysTitle: "Anmelden",
  wayNamed: "Mit {name} anmelden",
  wayPlatform: "Auf deiner Plattform anmelden",
  leaving: "Die Anmeldung deiner Plattform wird geöffnet\u00A0…",
  left: "Du bist abgemeldet.",
  cookiesBlocked:
    "Dieser Browser blockiert Cookies, und die Anmeldung braucht eins. Erlaube Cookies für diese Seite und lade sie neu.",
  problemFailed: "Die Anmeldung hat nicht geklappt oder zu lange gedauert. Versuch es noch einmal.",
  problemDenied: "Die Anmeldung wurde abgebrochen.",
  problemNoAccount:
    "Hier gibt es kein Konto für dich. Bitte das Team deines Programms, dich mit der E-Mail-Adresse hinzuzufügen, mit der du dich anmeldest.",
  problemUnverified:
    "Deine E-Mail-Adresse ist dort noch nicht bestätigt. Bestätige sie dort und melde dich dann hier an.",
  problemOtherAccount:
    "Mit deiner E-Mail-Adresse ist hier ein anderes Konto verknüpft. Melde dich damit an oder frag das Team deines Programms.",
  problemUnavailable:
    "Die Anmeldung ist gerade nicht möglich. Versuch es in einer Minute noch einmal.",
  problemTooMany:
    "Von hier melden sich gerade zu viele Personen auf einmal an. Versuch es in einer Minute noch einmal.",
};
