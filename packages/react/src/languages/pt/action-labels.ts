import type { ActionLabels } from "../../labels/action-labels.ts";
import { plural } from "./plural.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `Apagar sua conversa com ${name}?`,
  deleteHides:
    "Ela some da sua lista, e você não vê mais o que foi dito nela até agora. Não dá para desfazer.",
  deleteKeeps: (name) => `${name} continua com a conversa.`,
  deleteKeepsGroup: "As outras pessoas continuam com a conversa. Isto não tira você do grupo.",
  deleteReturns: "Quando alguém voltar a escrever nela, ela reaparece com essa mensagem.",
  wasMarkedRead: (name) => `${name}: marcada como lida.`,
  wasMarkedUnread: (name) => `${name}: marcada como não lida.`,

  archive: "Arquivar",
  unarchive: "Desarquivar",
  markUnread: "Marcar como não lida",
  markRead: "Marcar como lida",
  muteForAnHour: "Silenciar por 1 hora",
  muteForEightHours: "Silenciar por 8 horas",
  muteForEver: "Silenciar até eu reativar",
  unmute: "Tirar do silêncio",
  deleteForMe: "Apagar para mim",

  copyText: "Copiar texto",
  copyLink: "Copiar link",
  markUnreadFromHere: "Marcar como não lida a partir daqui",
  saveMessage: "Salvar",
  unsaveMessage: "Tirar das salvas",

  save: "Salvar",
  mention: "Mencionar alguém",
  formats: {
    bold: "Negrito",
    italic: "Itálico",
    strike: "Tachado",
    code: "Código",
    "code-block": "Bloco de código",
    quote: "Citação",
    bullets: "Lista com marcadores",
    numbers: "Lista numerada",
  },
  moreEmoji: "Mais emojis",
  recentEmoji: "Usados recentemente",
  emojiCategories: "Categorias",
  skinTone: "Tom de pele",
  defaultSkinTone: "padrão",
  searchEmoji: "Buscar emojis",
  noEmojiFound: "Nenhum emoji encontrado",
  editMessage: "Editar a mensagem",
  editableUntil: (time) => `Você pode editar até ${time}.`,
  nowSays: (text) => `Agora diz: ${text}`,
  deletedMeanwhile: "Esta mensagem foi apagada nesse meio-tempo.",

  pinnedMessages: "Mensagens fixadas",
  showPinned: (formatted, count) =>
    plural(count, {
      one: `Mostrar ${formatted} mensagem fixada`,
      other: `Mostrar ${formatted} mensagens fixadas`,
    }),
  pinnedBy: (name) => `Fixada por ${name}`,
  pinnedByYou: "Fixada por você",
  nothingSaved: "Ainda não há nada salvo",
  nothingSavedHint:
    "Salve uma mensagem pelo menu dela para encontrá-la aqui. Só você vê o que salva.",
  note: "Nota",
  addNote: "Adicionar uma nota",
  editNote: "Editar a nota",
  noteFailed: (reason) => `A nota não foi salva. ${reason}`,

  starters: "Ideias para começar",
  startersAfterSilence: "Faz um tempo que não há mensagens. Talvez uma destas?",
  otherIdeas: "Outras ideias",
  notNow: "Agora não",
  templates: "Modelos",
  manageTemplates: "Gerenciar modelos",
  templatesHint:
    "Guarde textos que você escreve com frequência. Você os encontra com / em um campo vazio.",
  newTemplate: "Novo modelo",
  templateTitle: "Título",
  templateText: "Texto",
  templateBlank: "Um modelo precisa de um título e de um texto.",
  templatesFull: (max) => `O modelo não foi salvo: você pode ter no máximo ${max}.`,
  templateFailed: (reason) => `Seus modelos não mudaram. ${reason}`,

  deleteOthersTitle: (name) => `Apagar esta mensagem de ${name}?`,
  deleteOthersSeen:
    "Todas as pessoas da conversa veem que uma mensagem foi apagada, mas não o que ela dizia.",
  deleteOthersKept: "O texto e o seu motivo ficam guardados para a equipe do programa.",
  deleteReason: "Motivo",

  sendLater: "Enviar mais tarde",
  laterTomorrow: (time) => `Amanhã (${time})`,
  laterTomorrowFor: (time, name) => `Amanhã (${time}) para ${name}`,
  laterOn: (day, time) => `${day} (${time})`,
  laterOnFor: (day, time, name) => `${day} (${time}) para ${name}`,
  laterChoose: "Escolher data e hora…",
  laterText: "Mensagem",
  laterDate: "Data",
  laterTime: "Hora",
  laterZones: "Fuso horário",
  laterZone: (zone) => `No fuso horário ${zone}`,
  laterOwnZone: (zone) => `Meu horário (${zone})`,
  laterTheirZone: (name, zone) => `Horário de ${name} (${zone})`,
  laterBadTime:
    "Escolha outro horário: este já passou, está a mais de um ano ou não existe por causa da mudança de hora.",
  laterFull: (max) => `Você já tem ${max} mensagens para enviar mais tarde. Cancele uma antes.`,
  laterCount: (formatted, count) =>
    plural(count, {
      one: `${formatted} mensagem será enviada mais tarde`,
      other: `${formatted} mensagens serão enviadas mais tarde`,
    }),
  laterNotSent: (formatted, count) =>
    plural(count, {
      one: `${formatted} mensagem não foi enviada`,
      other: `${formatted} mensagens não foram enviadas`,
    }),
  laterTitle: "Para enviar mais tarde",
  laterSentAt: (time) => `Será enviada: ${time}`,
  laterSentAtThere: (time, there, zone) => `Será enviada: ${time} (${there} em ${zone})`,
  laterReturned: (reason) => `Não enviada. ${reason}`,
  sendNow: "Enviar agora",
  laterCancel: "Cancelar o envio",

  notifiedToday: (name, time) => `${name} vai receber o aviso hoje (${time})`,
  notifiedTomorrow: (name, time) => `${name} vai receber o aviso amanhã (${time})`,
  notifiedOn: (name, day, time) => `${name} vai receber o aviso: ${day} (${time})`,
};
