import type { Translation } from "../../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  loadFailed: "No se han podido cargar tus ajustes de notificaciones. {reason}",
  tryAgain: "Volver a intentarlo",

  away: "Cuando no estás",
  awayHint:
    "Te avisamos de los mensajes que no has leído. Lo que hayas leído hasta entonces no se incluye.",
  email: "Correo electrónico",
  emailHint: "A la dirección de tu cuenta.",
  push: "En tus dispositivos",
  pushHint: "Donde hayas instalado Parley y activado las notificaciones.",
  host: "La plataforma a la que pertenece Parley puede avisarte a su manera.",
  noChannels:
    "Este servidor todavía no envía correos. Los ajustes de abajo se aplicarán cuando lo haga.",
  direct: "Mensajes directos",
  group: "Mensajes en grupos",
  mention: "Mensajes que te mencionan",
  "delay.2m": "Después de 2 minutos",
  "delay.10m": "Después de 10 minutos",
  "delay.30m": "Después de 30 minutos",
  "delay.2h": "Después de 2 horas",
  "delay.digest": "Solo en el resumen",
  "delay.off": "Nunca",
  digest: "Resumen de mensajes sin leer",
  digestHint: "Llega solo si hay mensajes sin leer.",
  "digest.off": "Nunca",
  "digest.daily": "Todos los días a las {time}",
  "digest.weekly": "Una vez por semana: {weekday}, {time}",

  quiet: "Horas de silencio",
  quietHint:
    "En las horas de silencio no se envía, no se muestra y no suena nada. Lo que llegue mientras tanto lo recibes junto cuando terminan.",
  timeZone: "Zona horaria",
  timeZoneOpen: "Mostrar todas las zonas horarias",
  timeZoneNone: "Ninguna zona horaria se llama así.",
  timeZoneHere: "Este navegador está en {zone}, donde ahora son las {time}.",
  timeZoneUse: "Usar {zone}",
  from: "Desde",
  until: "Hasta",
  fromOf: "{weekday}, desde",
  untilOf: "{weekday}, hasta",
  nextDay: "Hasta el día siguiente",
  allDay: "Todo el día",
  allDayOf: "{weekday}, todo el día",
  same: "Las horas de silencio no pueden terminar cuando empiezan.",
  everyDay: "Usar estas horas todos los días",

  content: "Qué muestran las notificaciones",
  contentHint: "Por correo, en tus dispositivos y en este navegador.",
  contentLimit: "Este servidor no muestra más que esto.",
  "content.full": "Nombres y mensajes",
  "content.fullHint": "Quién ha escrito, y qué.",
  "content.name-only": "Solo nombres",
  "content.name-onlyHint": "Quién ha escrito, y cuántos mensajes.",
  "content.none": "Solo que hay mensajes",
  "content.noneHint": "Ni nombres ni mensajes.",
  schedule: "Mostrar cuándo recibirás el aviso",
  scheduleHint:
    "Quienes te escriben ven cuándo recibirás el aviso, para saber cuándo esperar una respuesta.",

  browser: "En este navegador",
  browserHint:
    "Se aplican al momento, en todas las pestañas de este navegador, mientras Parley esté abierto.",
  shows: "Notificaciones de tu sistema",
  showsHint: "Mientras ninguna pestaña de Parley esté en primer plano.",
  showsDenied:
    "El navegador bloquea las notificaciones de esta página. Permítelas en sus ajustes para esta página y actívalas aquí.",
  showsDismissed:
    "El navegador no ha recibido permiso. Actívalas otra vez para que vuelva a preguntar.",
  showsAbsent: "Este navegador no puede mostrar notificaciones.",
  directSound: "Sonido de los mensajes directos",
  groupSound: "Sonido de los mensajes en grupos",
  soundHint: "Un tono corto, salvo que estés viendo la conversación.",
};
