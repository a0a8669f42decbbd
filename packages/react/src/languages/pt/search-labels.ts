import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "Resultados da busca",
  searchIn: "Buscar em",
  everywhere: "Todas as conversas",
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
  searchEverywhere: "Buscar em todas as conversas",
  searchFailed: "A busca não funcionou.",
  moreResults: "Mostrar mais",
  nothingMentions: "Ninguém mencionou você ainda",
  nothingMentionsHint: "Em um grupo, as pessoas mencionam você com @ e o seu nome.",

  goTo: "Ir para uma conversa",
  goToField: "Buscar pessoas e conversas",
  goToNobody: (text) => `Nada nem ninguém se chama “${text}”.`,
  goToNobodyHint:
    "Aqui você encontra suas conversas e todas as pessoas para quem pode escrever. Adicione outras pelo e-mail, em Contatos.",
  goToEmpty: "Ainda não há ninguém aqui.",

  blockedByYou: "Você bloqueou",
  readonlyMark: "Só leitura",
};
