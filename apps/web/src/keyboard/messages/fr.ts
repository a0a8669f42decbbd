import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Clavier",
  close: "Fermer",
  writing: "Écrire",
  send: "Envoyer le message",
  newLine: "Aller à la ligne",
  moving: "Se déplacer",
  nextRow: "Conversation suivante de la liste",
  previousRow: "Conversation précédente de la liste",
  open: "Ouvrir l’élément sélectionné",
  scrollLog: "Parcourir les messages",
  map: "Cette liste",
  editLast: "Modifier votre dernier message, dans un champ vide",
  leave: "Quitter une réponse ou une modification",
  switch: "Aller à une conversation ou à une personne",
  nextUnread: "Conversation non lue suivante",
  previousUnread: "Conversation non lue précédente",
  messages: "Sur un message",
  nextMessage: "Message suivant et précédent",
  reply: "Répondre",
  react: "Réagir",
  edit: "Modifier",
  delete: "Supprimer",
  markUnread: "Marquer comme non lu à partir d’ici",
  backToField: "Revenir au champ où vous écrivez",
};
