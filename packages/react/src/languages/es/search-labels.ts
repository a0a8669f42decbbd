import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Resultados de la búsqueda",
  searchIn: "Buscar en",
  everywhere: "Todas las conversaciones",
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
  searchEverywhere: "Buscar en todas las conversaciones",
  searchFailed: "La búsqueda no ha funcionado.",
  moreResults: "Mostrar más",
  nothingMentions: "Nadie te ha mencionado todavía",
  nothingMentionsHint: "En un grupo se te menciona con @ y tu nombre.",

  goTo: "Ir a una conversación",
  goToField: "Buscar personas y conversaciones",
  goToNobody: (text) => `Nadie ni nada se llama «${text}».`,
  goToNobodyHint:
    "Aquí encuentras tus conversaciones y a todas las personas a las que puedes escribir. Añade a otras por su correo electrónico, en Contactos.",
  goToEmpty: "Aún no hay nadie aquí.",

  blockedByYou: "Bloqueo tuyo",
  readonlyMark: "Solo lectura",
};
