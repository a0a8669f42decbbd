import type { ContactLabels } from "../../labels/contact-labels.ts";

export const contactLabels: ContactLabels = {
  addContact: "Añadir contacto",
  addByEmail: "Añadir a alguien por correo electrónico",
  addContactHint: "Alguien de tu programa, por la dirección de correo con la que se registró.",
  emailAddress: "Correo electrónico",
  notAnAddress: "Esto no es una dirección de correo. Tiene la forma nombre@example.org.",
  ownAddress: "Esta es tu propia dirección.",
  unknownAddress:
    "Con esta dirección no se puede añadir a nadie de tu programa. Comprueba que sea correcta.",
  blockedAddress: "Has bloqueado a esta persona. Desbloquéala primero, al final de tus contactos.",
  wasAdded: (name) => `${name} ya es uno de tus contactos.`,
  wasThere: (name) => `${name} ya estaba entre tus contactos.`,

  remove: "Quitar",
  block: "Bloquear",
  unblock: "Desbloquear",
  why: "¿Por qué?",
  inGroup: (names) => `En ${names}`,
  blockedPeople: "Personas bloqueadas",
  blockedSince: (day) => `Desde: ${day}`,
  morePeople: "Otras personas a las que puedes escribir",
  morePeopleFailed: "No se ha podido buscar a otras personas.",

  removeTitle: (name) => `¿Quitar a ${name} de tus contactos?`,
  removeStays: (name) => `Sigues en contacto con ${name}, porque hay otra cosa que os une.`,
  removeEnds: (name) =>
    `Si no hay otra cosa que te una con ${name}, después vuestra conversación solo se podrá leer.`,
  removeKeeps: "Lo que os habéis escrito se conserva.",
  removeTells: (name) => `No se avisa a ${name}.`,
  blockTitle: (name) => `¿Bloquear a ${name}?`,
  blockSilence:
    "Ninguna de las dos personas puede escribir a la otra. Lo que se intente entretanto no llega nunca.",
  blockSigns: "Ninguna de las dos ve ya si la otra está en línea, escribe o ha leído algo.",
  blockKeeps: "Vuestra conversación hasta ahora se conserva, para las dos.",
  blockGroups: (name) =>
    `En los grupos que compartís todo sigue igual: ${name} lee y escribe en ellos como antes.`,
  blockTells: (name) =>
    `No se envía ningún aviso a ${name}, pero lo notará cuando quiera escribirte.`,
  unblockTitle: (name) => `¿Desbloquear a ${name}?`,
  unblockOpens: "Podréis escribiros de nuevo, en la medida en que vuestro programa os una.",
  unblockLost: "Lo que cualquiera de las dos intentó enviar entretanto no llega.",

  wasRemoved: (name) => `${name} ya no es un contacto que hayas añadido.`,
  wasBlocked: (name) => `Has bloqueado a ${name}.`,
  wasUnblocked: (name) => `Has desbloqueado a ${name}.`,

  whyTitle: (name) => `${name} y tú`,
  rules: {
    "admin-reaches-everybody": (name) =>
      `Puedes escribir a ${name}, porque la administración llega a todo el mundo.`,
    "everybody-reaches-admins": (name) =>
      `Puedes escribir a ${name}, porque todo el mundo puede escribir a la administración.`,
    "system-is-not-answered": (name) => `No se puede responder a los mensajes de ${name}.`,
    "bot-and-anybody": (name) =>
      `Puedes escribir a ${name}, porque es una cuenta automática que responde a todos.`,
    "same-group": (name) => `Puedes escribir a ${name}, porque compartís un grupo de mentoría.`,
    "mentor-reaches-every-mentee": (name) =>
      `Puedes escribir a ${name}, porque quien hace de mentor llega a todos los aprendices.`,
    "added-by-hand": (name) =>
      `Puedes escribir a ${name}, porque está entre los contactos que añadiste.`,
    "you-are-reached": (name) =>
      `Puedes responder a ${name}: si puede escribirte, tú también puedes hacerlo.`,
    "you-blocked": (name) => `No puedes escribir a ${name}, porque tienes bloqueada a esa persona.`,
    unavailable: (name) => `No puedes escribir a ${name}: ahora no está disponible.`,
    strangers: (name) => `No puedes escribir a ${name}, porque ya nada os une.`,
  },
  connectedBy: "Qué os une",
  byGroup: (group) => `Estáis en el mismo grupo: ${group}.`,
  byAdmin: "Una de las dos personas es de administración.",
  byHand: "Contacto que añadiste tú.",
  notConnected: "De momento, nada.",

  searchContacts: "Buscar contactos",
  noContacts: "Aún no hay contactos",
  noContactsHint: "Las personas aparecen aquí cuando compartes con ellas un grupo de mentoría.",
  noContactsFound: (search) => `Ninguno de tus contactos se llama «${search}».`,
  contactKinds: {
    mentors: "Mentores",
    mentees: "Aprendices",
    peers: "Miembros del grupo",
    admins: "Administración",
    custom: "Añadidos por ti",
  },
  message: "Escribir",
};
