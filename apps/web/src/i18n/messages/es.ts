import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Administración",
  "role.MENTOR": "Mentoría",
  "role.MENTEE": "Aprendiz",

  "app.skip": "Saltar al contenido",
  "app.loading": "Cargando tus mensajes…",
  "app.loadingPage": "Cargando…",
  "app.signOut": "Cerrar sesión",
  "account.label": "Cuenta",
  "account.help": "Pedir ayuda al equipo",
  "signOut.title": "¿Salir y borrar lo que no se ha enviado?",
  "signOut.messages":
    "{count, plural, one {# mensaje aún no se ha enviado. Se borrará.} other {# mensajes aún no se han enviado. Se borrarán.}}",
  "signOut.drafts": "Se borrarán estos borradores: {names}.",
  "signOut.stay": "Seguir en la sesión",
  "signOut.leave": "Borrar y salir",

  "app.notFoundTitle": "No hay nada en esta dirección",
  "app.notFoundText": "Puede que el enlace sea antiguo o esté incompleto.",
  "app.goToConversations": "Ir a las conversaciones",

  "nav.label": "Principal",
  "nav.messages": "Mensajes",
  "nav.groups": "Grupos",
  "nav.people": "Personas",
  "nav.reports": "Avisos",
  "nav.activity": "Actividad",
  "nav.announcements": "Anuncios",
  "nav.starters": "Ideas para conversar",
  "nav.operations": "Operaciones",
  "nav.settings": "Ajustes",

  "theme.legend": "Tema",
  "theme.system": "Del sistema",
  "theme.light": "Claro",
  "theme.dark": "Oscuro",

  "language.legend": "Idioma",
  "language.system": "El del navegador ({name})",

  "update.ready": "Hay una nueva versión de Parley.",
  "update.reload": "Recargar",
  "update.later": "Más tarde",

  "notify.titleFrom": "{name} ha escrito",
  "notify.unread": "Tienes mensajes nuevos",
  "notify.test": "Esto es una prueba: las notificaciones llegan a este navegador.",
  "notify.reminder": "Hoy vence una de tus tareas",
  "notify.meeting.soon": "Tu reunión empieza en una hora",
  "notify.meeting.proposed": "Otros horarios para tu reunión",
  "notify.meeting.agreed": "Tu reunión está acordada",
  "notify.meeting.declined": "Los horarios que propusiste no van bien",
  "notify.meeting.canceled": "Tu reunión se ha cancelado",
  "notify.report": "Tienes un nuevo aviso por leer",
  "notify.urgentReport": "Urgente: un aviso dice que alguien corre peligro",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages": "{count, plural, one {# mensaje nuevo} other {# mensajes nuevos}}",

  "keys.show": "Mapa del teclado",
};
