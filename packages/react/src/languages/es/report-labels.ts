import type { ReportLabels } from "../../labels/report-labels.ts";

export const reportLabels: ReportLabels = {
  report: "Avisar al equipo…",
  reportPerson: (name) => `Avisar sobre ${name}…`,
  askStaff: "Pedir ayuda al equipo",
  reportMessageTitle: "Avisar sobre este mensaje",
  reportPersonTitle: (name) => `Avisar sobre ${name}`,
  reportWhat: "¿De qué se trata?",
  reportCategories: {
    bullying: "Palabras crueles o acoso",
    sexual: "Algo sexual",
    contact: "Me piden contacto fuera de aquí o guardar un secreto",
    gifts: "Dinero o regalos",
    danger: "Una amenaza, o alguien está en peligro",
    spam: "Spam o fraude",
    other: "Otra cosa",
  },
  reportText: "¿Qué ha pasado?",
  reportTextOptional: "¿Qué ha pasado? (Puedes dejarlo vacío).",
  askText: "¿Cómo podemos ayudarte?",
  reportNextTitle: "Qué pasa después",
  reportOnlyStaff: "Solo lo ve el equipo de tu programa.",
  reportNotTold: (name) => `${name} no se entera.`,
  reportKeeps: "El equipo ve también los mensajes de alrededor, aunque se borren después.",
  reportThen: "El equipo lo lee y decide qué hacer. Puede que te escriba.",
  reportDanger:
    "Si alguien está en peligro ahora mismo, díselo a un adulto de confianza o llama al número de emergencias.",
  sendReport: "Enviar al equipo",
  reportChoose: "Elige de qué se trata.",
  reportTextMissing: "Escribe qué ha pasado para que el equipo pueda ayudar.",
  reportTextLong: (max) => `Es demasiado largo: ${max} caracteres como máximo.`,
  reportWaiting:
    "Aún no se ha enviado: no hay conexión. Se enviará en cuanto la haya. Deja esto abierto.",
  reportTooMany:
    "Hoy has enviado muchos avisos y este no se ha enviado. Escribe un mensaje al equipo o inténtalo mañana.",
  reportGone: "No se puede avisar sobre esto: no puedes verlo.",
  reportFailed: (reason) => `El aviso no se ha enviado. ${reason}`,
  reportSent: "Gracias por decírnoslo",
  reportSentText: "El equipo tiene tu aviso. Has hecho lo correcto.",
  reportBlockOffer: (name) =>
    `¿Quieres bloquear a ${name}? Así no os llegan mensajes el uno del otro.`,
  reportBlocked: (name) => `Has bloqueado a ${name}.`,
  reportBlockFailed: (name, reason) => `No se ha bloqueado a ${name}. ${reason}`,
  done: "Listo",
};
