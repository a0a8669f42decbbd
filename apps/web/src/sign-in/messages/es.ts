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
};
