import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "Mais",
  actionsFor: (name) => `Ações para ${name}`,
  close: "Fechar",
  cancel: "Cancelar",
  dismiss: "Dispensar",
  undo: "Desfazer",

  show: "Mostrar",
  filters: {
    all: "Todas",
    unread: "Não lidas",
    mentions: "Menções",
    saved: "Salvas",
    archived: "Arquivadas",
  },
  showAll: "Mostrar todas as conversas",
  nothingUnread: "Nada para ler",
  nothingUnreadHint: "Você já leu tudo.",
  nothingArchived: "Nada arquivado",
  nothingArchivedHint:
    "O que você arquiva espera aqui. Volta para as suas conversas quando alguém escreve.",
  moreFailed: "Não foi possível carregar mais conversas.",

  pin: "Fixar",
  unpin: "Desafixar",
  pinned: "Fixada",
  pinnedConversations: "Fixadas",
  otherConversations: "Outras conversas",
  muted: "Silenciada",
  mutedUntil: (time) => `Silenciada até ${time}`,
  markedUnread: "Marcada como não lida",
  mentionsYou: "Menciona você",

  wasArchived: (name) => `${name}: conversa arquivada.`,
  wasUnarchived: (name) => `${name}: de volta entre suas conversas.`,
  wasDeleted: (name) => `A conversa com ${name} foi apagada para você.`,
  notChanged: (name, reason) => `${name}: não foi possível mudar. ${reason}`,

  searchMessages: "Buscar mensagens",
  search: "Buscar",
  clearSearch: "Limpar a busca",
  newConversation: "Nova conversa",
};
