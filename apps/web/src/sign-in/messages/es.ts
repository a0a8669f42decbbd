import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "¿Quién eres hoy?",
  intro:
    "Este es un programa de demostración: entra como quien quieras, sin contraseña. Otra pestaña puede ser otra persona.",
  loading: "Cargando personas…",
  team: "Equipo del programa",
  busy: "Entrando…",
  failed: "No se ha podido entrar: el servidor no responde. Vuelve a elegir dentro de un momento.",
  expired: "Tu sesión ha terminado. Entra de nuevo para seguir donde estabas.",
  refused: "El servidor ya no acepta esta sesión. Entra de nuevo.",
  hostTitle: "Entra en tu plataforma",
  hostText:
    "En este servidor, quien identifica a las personas es la plataforma de mentoría a la que pertenece. Abre tus mensajes desde allí.",
  awayTitle: "El servidor no responde",
  awayText: "Puede que esté arrancando. Esta página vuelve a preguntar sola cada pocos segundos.",
  goOn: "Seguir como {name}",
  goOnText:
    "La última sesión abierta aquí es la de {name}. Puedes leer lo que este navegador guardó, y escribir: se enviará cuando vuelva el servidor.",
  tryAgain: "Intentar de nuevo",
  waysTitle: "Entrar",
  wayNamed: "Entrar con {name}",
  wayPlatform: "Entrar en tu plataforma",
  leaving: "Abriendo la página de entrada de tu plataforma…",
  left: "Has cerrado la sesión.",
  cookiesBlocked:
    "Este navegador bloquea las cookies, y para entrar hace falta una. Permite las cookies en esta página y vuelve a cargarla.",
  problemFailed: "No se ha podido entrar, o ha tardado demasiado. Inténtalo de nuevo.",
  problemDenied: "Se ha cancelado la entrada.",
  problemNoAccount:
    "Aquí no hay ninguna cuenta para ti. Pide al equipo de tu programa que te añada con la dirección de correo con la que entras.",
  problemUnverified:
    "Tu dirección de correo todavía no está verificada allí. Verifícala y vuelve a entrar aquí.",
  problemOtherAccount:
    "Con tu dirección de correo se entra desde otra cuenta. Usa esa cuenta o pregunta al equipo de tu programa.",
  problemUnavailable: "Ahora mismo no es posible entrar. Inténtalo de nuevo en un minuto.",
  problemTooMany:
    "Demasiadas personas están entrando desde aquí a la vez. Inténtalo de nuevo en un minuto.",
};
