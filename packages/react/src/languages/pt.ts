import type { Labels } from "../labels.ts";
import { actionLabels } from "./pt/action-labels.ts";
import { announcerLabels } from "./pt/announcer-labels.ts";
import { contactLabels } from "./pt/contact-labels.ts";
import { detailsLabels } from "./pt/details-labels.ts";
import { listLabels } from "./pt/list-labels.ts";
import { meetingLabels } from "./pt/meeting-labels.ts";
import { messageLabels } from "./pt/message-labels.ts";
import { plural } from "./pt/plural.ts";
import { reportLabels } from "./pt/report-labels.ts";
import { searchLabels } from "./pt/search-labels.ts";

/** Every text in Portuguese. */
export const portugueseLabels: Labels = {
  ...actionLabels,
  ...announcerLabels,
  ...listLabels,
  ...contactLabels,
  ...detailsLabels,
  ...reportLabels,
  ...searchLabels,
  ...meetingLabels,
  ...messageLabels,
  messages: "Mensagens",
  conversations: "Conversas",
  contacts: "Contatos",

  send: "Enviar",
  retry: "Tentar de novo",
  discard: "Descartar",
  back: "Voltar para as conversas",
  reload: "Tentar de novo",

  details: "Detalhes",
  searchHere: "Buscar nesta conversa",
  conversationMenu: "Menu da conversa",

  messagesWith: (name) => `Mensagens com ${name}`,
  messageTo: (name) => `Mensagem para ${name}`,
  isTyping: (names, count) =>
    plural(count, { one: `${names} está digitando`, other: `${names} estão digitando` }),
  severalTyping: "Várias pessoas estão digitando",

  online: "Online",
  you: "Você",
  memberCount: (formatted, count) =>
    plural(count, { one: `${formatted} membro`, other: `${formatted} membros` }),
  roles: { ADMIN: "Administração", MENTOR: "Mentoria", MENTEE: "Aprendiz" },
  automated: "Automático",

  unreadCount: (formatted) => `Não lidas: ${formatted}`,
  moreThan: (formatted) => `${formatted}+`,
  newMessages: "Novas",
  jumpToLatest: "Ir para a última mensagem",
  beginning: (name) => `Aqui começa sua conversa com ${name}.`,
  deletedMessage: "Mensagem apagada",
  edited: "editada",

  sending: "Enviando",
  sent: "Enviada",
  read: "Vista",
  readBy: (names) => `Vista por ${names}`,
  readByMore: (names, more) => `Vista por ${names} e mais ${more}`,
  notSent: "Não enviada",

  saidBy: (name) => `${name}:`,
  draft: "Rascunho:",
  typing: "digitando…",
  noMessagesYet: "Ainda não há mensagens",

  noConversations: "Ainda não há conversas",
  noConversationsHint: "Escreva para alguém do seu programa para começar uma.",
  chooseContact: "Escolher um contato",
  nothingChosen: "Suas mensagens",
  nothingChosenHint: "Escolha uma conversa, ou escreva para um dos seus contatos.",
  howToBegin: "Não sabe como começar? Um oi e uma pergunta bastam.",
  writeToContact: "Escrever para um contato",
  emptyConversation: "Ainda não há nada aqui",
  emptyConversationHint: (name) => `Diga oi para ${name}.`,

  loading: "Carregando",
  loadFailed: "Não foi possível carregar.",
  olderFailed: "Não foi possível carregar as mensagens anteriores.",
  conversationGone: "Esta conversa não está aqui, ou você não pode mais vê-la.",

  offline: "Sem conexão. As mensagens serão enviadas quando ela voltar.",
  reconnecting: "Reconectando…",
  backOnline: "A conexão voltou.",
  unreachable:
    "Não foi possível contatar o Parley. As mensagens serão enviadas quando ele responder.",
  notLive:
    "Sem conexão ao vivo. As mensagens são enviadas, mas as novas não aparecem automaticamente.",
  signInUnreachable:
    "Não é possível renovar sua sessão no momento. As mensagens serão enviadas assim que for possível.",
  signedOut: "Sua sessão terminou. Entre de novo para continuar.",
  outdated:
    "Esta página está desatualizada. Recarregue para continuar. O que você escreveu fica guardado.",
  reloadPage: "Recarregar",

  cannotWriteHere: "Você não pode escrever nesta conversa agora.",
  youBlocked: (name) => `Você bloqueou ${name}.`,
  groupArchived: (day) =>
    day === null ? "O grupo foi arquivado." : `O grupo foi arquivado em ${day}.`,
  noLongerInGroup: (day) =>
    day === null ? "Você não está mais neste grupo." : `Você esteve neste grupo até ${day}.`,
  noLongerConnected: (name) => `Você e ${name} não estão mais em contato.`,
  noReplies: (name) => `Não dá para responder às mensagens de ${name}.`,
  charactersLeft: (formatted, count) =>
    plural(count, { one: `Resta ${formatted} caractere`, other: `Restam ${formatted} caracteres` }),
  tooLong: (length, max) => `Longa demais: ${length} de no máximo ${max} caracteres.`,
  nearLimit: (left) => `Você ainda pode escrever ${left}.`,
  overLimit: (over) => `A mensagem passou do limite em ${over}.`,
  emoji: "Emojis",
  formatting: "Formatação",
  outboxFull:
    "Há mensagens demais esperando para sair. Tente de novo quando algumas tiverem saído.",

  reasons: {
    invalid_input: "A mensagem não pode ser enviada como está.",
    not_signed_in: "Você ainda não entrou na sua conta.",
    session_expired: "Sua sessão terminou. Entre de novo.",
    not_found: "Isto não está aqui, ou você não pode ver.",
    forbidden: "Você não pode fazer isto.",
    contact_unavailable: "Não dá para escrever para esta pessoa agora.",
    conversation_readonly: "Não dá mais para escrever nesta conversa.",
    idempotency_conflict: "Esta mensagem já foi enviada com outro texto.",
    version_conflict: "Isto mudou nesse meio-tempo. Veja de novo.",
    edit_window_closed: "O prazo para editar esta mensagem já passou.",
    already_exists: "Isto já é de outra pessoa.",
    unknown_procedure: "O servidor não conhece isto. Recarregue a página.",
    client_outdated: "Esta página está desatualizada. Recarregue.",
    too_large: "É grande demais para enviar.",
    too_many_requests: "Foi rápido demais. Espere um momento e tente de novo.",
    unavailable: "O servidor está ocupado. Tente de novo daqui a pouco.",
    internal: "Algo deu errado do nosso lado.",
  },
  noAnswer: "O Parley não respondeu.",
};
