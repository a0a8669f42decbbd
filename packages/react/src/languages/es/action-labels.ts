import type { ActionLabels } from "../../labels/action-labels.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `¿Eliminar tu conversación con ${name}?`,
  deleteHides:
    "Desaparece de tu lista y ya no ves lo que se ha dicho en ella hasta ahora. No se puede deshacer.",
  deleteKeeps: (name) => `${name} conserva la conversación.`,
  deleteKeepsGroup: "Las demás personas conservan la conversación. Esto no te saca del grupo.",
  deleteReturns: "Cuando alguien vuelva a escribir en ella, reaparecerá con ese mensaje.",

  save: "Guardar",
  mention: "Mencionar a alguien",
  formats: {
    bold: "Negrita",
    italic: "Cursiva",
    strike: "Tachado",
    code: "Código",
    "code-block": "Bloque de código",
    quote: "Cita",
    bullets: "Lista con viñetas",
    numbers: "Lista numerada",
  },
  moreEmoji: "Más emojis",
  recentEmoji: "Usados recientemente",
  emojiCategories: "Categorías",
  skinTone: "Tono de piel",
  defaultSkinTone: "predeterminado",
  searchEmoji: "Buscar emojis",
  noEmojiFound: "No se ha encontrado ningún emoji",
  editMessage: "Editar el mensaje",
  editableUntil: (time) => `Puedes editarlo hasta las ${time}.`,
  nowSays: (text) => `Ahora dice: ${text}`,
  deletedMeanwhile: "Este mensaje se ha eliminado entretanto.",

  pinnedMessages: "Mensajes fijados",
  showPinned: (formatted, count) =>
    `Mostrar ${formatted} ${count === 1 ? "mensaje fijado" : "mensajes fijados"}`,
  pinnedBy: (name) => `Lo ha fijado ${name}`,
  pinnedByYou: "Lo has fijado tú",
  nothingSaved: "Todavía no hay nada guardado",
  nothingSavedHint:
    "Guarda un mensaje desde su menú para volver a encontrarlo aquí. Solo tú ves lo que guardas.",
  note: "Nota",
  addNote: "Añadir una nota",
  editNote: "Editar la nota",
  noteFailed: (reason) => `La nota no se ha guardado. ${reason}`,

  templates: "Plantillas",
  manageTemplates: "Gestionar las plantillas",
  templatesHint: "Guarda textos que escribes a menudo. Los encuentras con / en un campo vacío.",
  newTemplate: "Nueva plantilla",
  templateTitle: "Título",
  templateText: "Texto",
  templateBlank: "Una plantilla necesita un título y un texto.",
  templatesFull: (max) => `La plantilla no se ha guardado: puedes tener ${max} como máximo.`,
  templateFailed: (reason) => `Tus plantillas no han cambiado. ${reason}`,

  deleteOthersTitle: (name) => `¿Eliminar este mensaje de ${name}?`,
  deleteOthersSeen:
    "Todas las personas de la conversación ven que se ha eliminado un mensaje, y ya no lo que decía.",
  deleteOthersKept: "El texto y tu motivo se guardan para la administración.",
  deleteReason: "Motivo",

  sendLater: "Enviar más tarde",
  laterTomorrow: (time) => `Mañana (${time})`,
  laterTomorrowFor: (time, name) => `Mañana (${time}) para ${name}`,
  laterOn: (day, time) => `El ${day} (${time})`,
  laterOnFor: (day, time, name) => `El ${day} (${time}) para ${name}`,
  laterChoose: "Elegir fecha y hora…",
  laterText: "Mensaje",
  laterDate: "Fecha",
  laterTime: "Hora",
  laterZones: "Zona horaria",
  laterZone: (zone) => `En la zona horaria ${zone}`,
  laterOwnZone: (zone) => `Mi hora (${zone})`,
  laterTheirZone: (name, zone) => `La hora de ${name} (${zone})`,
  laterBadTime:
    "Elige otra hora: esta ya ha pasado, está a más de un año o no existe por el cambio de hora.",
  laterFull: (max) => `Ya tienes ${max} mensajes por enviar más tarde. Cancela uno antes.`,
  laterCount: (formatted, count) =>
    count === 1 ? "1 mensaje se enviará más tarde" : `${formatted} mensajes se enviarán más tarde`,
  laterNotSent: (formatted, count) =>
    count === 1 ? "1 mensaje no se ha enviado" : `${formatted} mensajes no se han enviado`,
  laterTitle: "Por enviar más tarde",
  laterSentAt: (time) => `Se enviará: ${time}`,
  laterSentAtThere: (time, there, zone) => `Se enviará: ${time} (${there} en ${zone})`,
  laterReturned: (reason) => `No enviado. ${reason}`,
  sendNow: "Enviar ahora",
  laterCancel: "Cancelar el envío",

  notifiedToday: (name, time) => `Se avisará a ${name} hoy (${time})`,
  notifiedTomorrow: (name, time) => `Se avisará a ${name} mañana (${time})`,
  notifiedOn: (name, day, time) => `Se avisará a ${name} el ${day} (${time})`,
};
