import type { DetailsLabels } from "../../labels/details-labels.ts";

export const detailsLabels: DetailsLabels = {
  detailsOf: (name) => `Acerca de ${name}`,
  role: "Función",
  localTime: "Hora local",
  timeAhead: (time, hours) => `${time} allí, ${hours} h más`,
  timeBehind: (time, hours) => `${time} allí, ${hours} h menos`,
  timeSame: (time) => `${time}, la misma que la tuya`,
  contactSince: "En contacto desde",
  answers: "Respuestas",
  responseTimes: {
    hour: "Normalmente en una hora",
    hours: "Normalmente en unas horas",
    day: "Normalmente en un día",
    days: "Normalmente en varios días",
  },
  sharedGroups: "Grupos en común",

  sharedLinks: "Enlaces compartidos",
  noLinks: "Los enlaces de vuestros mensajes aparecerán aquí.",
  noLinksLately: "No hay enlaces en los mensajes más recientes.",
  olderLinks: "Mostrar enlaces anteriores",
  showInConversation: "Ver en la conversación",

  members: "Miembros",
  searchMembers: "Buscar miembros",
  noMembersFound: (search) => `Ningún miembro se llama «${search}».`,
  mentorOfGroup: "Mentoría de este grupo",
  memberSince: (day) => `desde ${day}`,

  messageGone: "Este mensaje no está aquí, o no puedes verlo.",
  messageWasDeleted: "Este mensaje se eliminó.",
};
