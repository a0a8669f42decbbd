import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Ajustes",
  general: "General",
  notifications: "Notificaciones",
  you: "Tú",
  name: "Tu nombre",
  nameHint: "Lo ve todo el mundo que está en contacto contigo.",
  nameBlank: "Escribe un nombre: no se puede guardar vacío.",
  nameLong: "Este nombre es demasiado largo. Puede tener {max} caracteres.",
  nameUnstorable:
    "Este nombre contiene un carácter que no se puede guardar. Quítalo y guarda de nuevo.",
  picture: "Tu foto",
  pictureHint:
    "La ve todo el mundo que está en contacto contigo, recortada en un círculo. También puedes soltar una imagen aquí, o pegarla.",
  pictureChoose: "Elegir una foto",
  crop: "Recortar",
  cropTitle: "Recortar la foto",
  cropHint: "Arrastra la foto, o muévela con Tab y las flechas.",
  cropX: "Izquierda o derecha",
  cropY: "Arriba o abajo",
  cropZoom: "Zoom",
  cropDone: "Usar",
  pictureSave: "Guardar foto",
  pictureRemove: "Quitar foto",
  pictureUnreadable:
    "No se puede usar este archivo. Elige una imagen de tipo PNG, JPEG, WebP, GIF o AVIF.",
  cancel: "Cancelar",
  save: "Guardar",
  saving: "Guardando…",
  saved: "Guardado",
  failed: "No se ha guardado. {reason}",
  tryAgain: "Intentar de nuevo",

  sharing: "Lo que otras personas ven de ti",
  receipts: "Marcas de lectura",
  receiptsHint:
    "Las demás personas ven que has leído sus mensajes, y tú ves que han leído los tuyos. Si lo desactivas, tampoco tú verás marcas de lectura.",
  presence: "Estado en línea",
  presenceHint:
    "Tus contactos ven cuándo estás aquí, y tú ves cuándo están ellos. Si lo desactivas, tampoco tú verás el estado de nadie.",
  responseTime: "Tiempo de respuesta habitual",
  responseTimeHint:
    "Quienes pueden escribirte ven cuánto sueles tardar en responderles: una hora, unas horas, un día o varios días.",

  browser: "En este navegador",
  browserHint: "Se aplican al momento, en todas las pestañas de este navegador.",
  sendKey: "Qué tecla envía un mensaje",
  sendEnter: "Intro",
  sendEnterHint: "Mayús e Intro empiezan una línea nueva.",
  sendMod: "{key} e Intro",
  sendModHint: "Intro empieza una línea nueva.",
  plainText: "Mostrar los mensajes como texto sin formato",
  plainTextHint:
    "Los mensajes se ven como se escribieron: *negrita* con sus asteriscos, las listas con sus guiones. Los enlaces y las menciones se mantienen.",
  questionMark: "Mostrar el mapa del teclado con la tecla ?",
  questionMarkHint:
    "Desactívalo si pulsas ? sin querer, o si dictas en vez de teclear. El mapa también tiene un botón en la cabecera.",

  loading: "Cargando tus ajustes…",
  loadFailed: "No se han podido cargar tus ajustes. {reason}",

  reports: "Tus avisos",
  reportsHint: "Lo que has contado al equipo. Solo lo veis tú y el equipo.",
  reportsNone: "No has avisado de nada.",
  reportAbout: "Sobre {names}",
  reportHelp: "Pediste ayuda",
  reportOpen: "Recibido: el equipo lo lee",
  reportClosed: "Cerrado: el equipo ha decidido",
  sessions: "Dónde tienes la sesión abierta",
  sessionsHint: "Cierra la sesión de lo que no reconozcas o ya no uses.",
  sessionsLoading: "Cargando…",
  sessionsFailed: "No se ha podido cargar la lista.",
  sessionUnknown: "Navegador desconocido",
  sessionHere: "Este navegador",
  sessionSeen: "Usada por última vez: {when}",
  sessionSignOut: "Cerrar la sesión de {device}",
  signOutEverywhere: "Cerrar la sesión en todas partes",
};
