import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Resultados de la búsqueda",
  searchShort: (formatted) => `Escribe al menos ${formatted} caracteres.`,
  people: "Personas",
  peopleFound: (formatted, count) =>
    plural(count, { one: `${formatted} persona`, other: `${formatted} personas` }),
  conversationsFound: (formatted, count) =>
    plural(count, { one: `${formatted} conversación`, other: `${formatted} conversaciones` }),
  messagesFound: (formatted, count) =>
    plural(count, { one: `${formatted} mensaje`, other: `${formatted} mensajes` }),
  recentSearches: "Búsquedas recientes",
  forgetSearches: "Borrar",

  filterSearch: "Filtrar los mensajes",
  searchOperators: {
    from: "de",
    in: "en",
    before: "antes",
    after: "desde después",
    link: "tiene:enlace",
  },
  searchMe: "mí yo",
  filterNames: { from: "De", in: "En", before: "Antes de", after: "Desde", link: "Enlace" },
  filterTexts: {
    from: (name) => `De: ${name}`,
    in: (name) => `En: ${name}`,
    before: (day) => `Antes de: ${day}`,
    after: (day) => `Desde: ${day}`,
  },
  removeFilter: (filter) => `Quitar el filtro ${filter}`,
  nobodyCalled: (text) => `Nadie cuyos mensajes veas se llama «${text}».`,
  noConversationCalled: (text) => `Ninguna conversación tuya se llama «${text}».`,
  notADay: (text, example) => `«${text}» no es una fecha. Escribe una como ${example}.`,
  emptySpan: "No hay ningún día entre esas dos fechas.",
  onlyIn: (name) => `Solo ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `Los ${formatted} mensajes más recientes`;
    return plural(count, {
      one: `${formatted} mensaje encontrado`,
      other: `${formatted} mensajes encontrados`,
    });
  },
  nothingFound: (text) => `No se ha encontrado nada para «${text}»`,
  nothingFoundHint:
    "Todas las palabras tienen que aparecer en un mismo mensaje. Prueba con menos palabras, o con parte de una.",
  nothingFiltered: "No se ha encontrado nada",
  searchEverywhere: "Buscar en todas las conversaciones",
  searchFailed: "La búsqueda no ha funcionado.",
  moreResults: "Mostrar más",
  nothingMentions: "Nadie te ha mencionado todavía",
  nothingMentionsHint: "En un grupo se te menciona con @ y tu nombre.",

  goTo: "Ir a una conversación",
  goToNobodyHint:
    "Aquí encuentras tus conversaciones y a todas las personas a las que puedes escribir. Añade a otras por su correo electrónico, en Contactos.",
  goToEmpty: "Aún no hay nadie aquí.",

  blockedByYou: "Bloqueo tuyo",
  readonlyMark: "Solo lectura",
};
