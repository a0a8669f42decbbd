import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Resultados da busca",
  searchShort: (formatted) => `Escreva pelo menos ${formatted} caracteres.`,
  people: "Pessoas",
  peopleFound: (formatted, count) =>
    plural(count, { one: `${formatted} pessoa`, other: `${formatted} pessoas` }),
  conversationsFound: (formatted, count) =>
    plural(count, { one: `${formatted} conversa`, other: `${formatted} conversas` }),
  messagesFound: (formatted, count) =>
    plural(count, { one: `${formatted} mensagem`, other: `${formatted} mensagens` }),
  recentSearches: "Buscas recentes",
  forgetSearches: "Limpar",

  filterSearch: "Filtrar as mensagens",
  searchOperators: {
    from: "de",
    in: "em",
    before: "antes",
    after: "desde depois",
    link: "tem:link",
  },
  searchMe: "mim eu",
  filterNames: { from: "De", in: "Em", before: "Antes de", after: "Desde", link: "Link" },
  filterTexts: {
    from: (name) => `De: ${name}`,
    in: (name) => `Em: ${name}`,
    before: (day) => `Antes de: ${day}`,
    after: (day) => `Desde: ${day}`,
  },
  removeFilter: (filter) => `Remover o filtro ${filter}`,
  nobodyCalled: (text) => `Ninguém cujas mensagens você vê se chama “${text}”.`,
  noConversationCalled: (text) => `Nenhuma conversa sua se chama “${text}”.`,
  notADay: (text, example) => `“${text}” não é uma data. Escreva uma como ${example}.`,
  emptySpan: "Não há nenhum dia entre essas duas datas.",
  onlyIn: (name) => `Só ${name}`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `As ${formatted} mensagens mais recentes`;
    return plural(count, {
      one: `${formatted} mensagem encontrada`,
      other: `${formatted} mensagens encontradas`,
    });
  },
  nothingFound: (text) => `Nada encontrado para “${text}”`,
  nothingFoundHint:
    "Todas as palavras precisam aparecer na mesma mensagem. Tente com menos palavras, ou com parte de uma.",
  nothingFiltered: "Nada encontrado",
  searchEverywhere: "Buscar em todas as conversas",
  searchFailed: "A busca não funcionou.",
  moreResults: "Mostrar mais",
  nothingMentions: "Ninguém mencionou você ainda",
  nothingMentionsHint: "Em um grupo, as pessoas mencionam você com @ e o seu nome.",

  goTo: "Ir para uma conversa",
  goToNobodyHint:
    "Aqui você encontra suas conversas e todas as pessoas para quem pode escrever. Adicione outras pelo e-mail, em Contatos.",
  goToEmpty: "Ainda não há ninguém aqui.",

  blockedByYou: "Você bloqueou",
  readonlyMark: "Só leitura",
};
