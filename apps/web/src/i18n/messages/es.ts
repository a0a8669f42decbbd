import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Administración",
  "role.MENTOR": "Mentoría",
  "role.MENTEE": "Aprendiz",

  "signIn.title": "¿Quién eres hoy?",
  "signIn.intro":
    "Este es un programa de demostración: entra como quien quieras, sin contraseña. Otra pestaña puede ser otra persona.",
  "signIn.loading": "Cargando personas…",
  "signIn.team": "Equipo del programa",
  "signIn.busy": "Entrando…",
  "signIn.failed":
    "No se ha podido entrar: el servidor no responde. Vuelve a elegir dentro de un momento.",
  "signIn.expired": "Tu sesión ha terminado. Entra de nuevo para seguir donde estabas.",
  "signIn.refused": "El servidor ya no acepta esta sesión. Entra de nuevo.",
  "signIn.hostTitle": "Entra en tu plataforma",
  "signIn.hostText":
    "En este servidor, quien identifica a las personas es la plataforma de mentoría a la que pertenece. Abre tus mensajes desde allí.",
  "signIn.awayTitle": "El servidor no responde",
  "signIn.awayText":
    "Puede que esté arrancando. Esta página vuelve a preguntar sola cada pocos segundos.",
  "signIn.goOn": "Seguir como {name}",
  "signIn.goOnText":
    "La última sesión abierta aquí es la de {name}. Puedes leer lo que este navegador guardó, y escribir: se enviará cuando vuelva el servidor.",
  "signIn.tryAgain": "Intentar de nuevo",

  "app.skip": "Saltar al contenido",
  "app.loading": "Cargando tus mensajes…",
  "app.loadingPage": "Cargando…",
  "app.signOut": "Cerrar sesión",
  "app.notFoundTitle": "No hay nada en esta dirección",
  "app.notFoundText": "Puede que el enlace sea antiguo o esté incompleto.",
  "app.goToConversations": "Ir a las conversaciones",

  "nav.label": "Principal",
  "nav.messages": "Mensajes",
  "nav.groups": "Grupos",
  "nav.people": "Personas",
  "nav.activity": "Actividad",
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

  "keys.show": "Mapa del teclado",
};
