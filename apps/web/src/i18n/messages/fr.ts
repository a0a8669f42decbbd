import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Admin",
  "role.MENTOR": "Mentor",
  "role.MENTEE": "Mentoré",

  "app.skip": "Aller au contenu",
  "app.loading": "Chargement de vos messages…",
  "app.loadingPage": "Chargement…",
  "app.signOut": "Se déconnecter",
  "account.label": "Compte",
  "account.help": "Demander de l’aide à l’équipe",
  "signOut.title": "Se déconnecter et supprimer ce qui n’est pas envoyé ?",
  "signOut.messages":
    "{count, plural, one {# message n’est pas encore parti. Il sera supprimé.} other {# messages ne sont pas encore partis. Ils seront supprimés.}}",
  "signOut.drafts": "Ces brouillons seront supprimés : {names}.",
  "signOut.stay": "Rester connecté",
  "signOut.leave": "Supprimer et se déconnecter",

  "app.notFoundTitle": "Il n’y a rien à cette adresse",
  "app.notFoundText": "Le lien est peut-être ancien ou incomplet.",
  "app.goToConversations": "Aller aux conversations",

  "nav.label": "Principale",
  "nav.messages": "Messages",
  "nav.groups": "Groupes",
  "nav.people": "Personnes",
  "nav.reports": "Signalements",
  "nav.activity": "Activité",
  "nav.announcements": "Annonces",
  "nav.starters": "Idées de messages",
  "nav.operations": "Opérations",
  "nav.settings": "Réglages",

  "theme.legend": "Thème",
  "theme.system": "Système",
  "theme.light": "Clair",
  "theme.dark": "Sombre",

  "language.legend": "Langue",
  "language.system": "Celle du navigateur ({name})",

  "update.ready": "Une nouvelle version de Parley est prête.",
  "update.reload": "Recharger",
  "update.later": "Plus tard",

  "notify.titleFrom": "{name} a écrit",
  "notify.unread": "Vous avez de nouveaux messages",
  "notify.test": "Ceci est un test : les notifications arrivent dans ce navigateur.",
  "notify.reminder": "Une de vos actions est à faire aujourd’hui",
  "notify.meeting.soon": "Votre rendez-vous commence dans une heure",
  "notify.meeting.proposed": "D’autres horaires pour votre rendez-vous",
  "notify.meeting.agreed": "Votre rendez-vous est fixé",
  "notify.meeting.declined": "Les horaires que vous avez proposés ne conviennent pas",
  "notify.meeting.canceled": "Votre rendez-vous est annulé",
  "notify.report": "Un nouveau signalement vous attend",
  "notify.urgentReport": "Urgent : un signalement parle d’un danger",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages": "{count, plural, one {# nouveau message} other {# nouveaux messages}}",

  "keys.show": "Raccourcis clavier",
};
