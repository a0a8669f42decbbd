import type { MessageLabels } from "../../labels/message-labels.ts";

export const messageLabels: MessageLabels = {
  more: "Mais",
  close: "Fechar",
  cancel: "Cancelar",
  dismiss: "Dispensar",
  undo: "Desfazer",
  show: "Mostrar",

  messageActions: "Ações da mensagem",
  reply: "Responder",
  react: "Reagir",
  edit: "Editar",
  deleteMessage: "Apagar",
  linkCopied: "Link copiado.",
  linkNotCopied: (link) => `Não foi possível copiar o link. Copie daqui: ${link}`,
  savedMessage: "Salva",

  replyingTo: (name) => `Resposta a ${name}`,
  replyingToYourself: "Resposta à sua própria mensagem",
  cancelReply: "Cancelar a resposta",
  quoteGone: "A mensagem não está mais aqui",

  reaction: (emoji, count, names) => `${emoji} ${count}: ${names}`,

  editedAt: (time) => `Editada: ${time}`,

  reactionFailed: (reason) => `Sua reação não foi salva. ${reason}`,
  deletionFailed: (reason) => `A mensagem não foi apagada. ${reason}`,
  notMarkedUnread: (reason) => `A conversa não foi marcada como não lida. ${reason}`,
  pinFailed: (reason) => `As mensagens fixadas não mudaram. ${reason}`,
  saveFailed: (reason) => `Suas mensagens salvas não mudaram. ${reason}`,

  blockedMessage: "Mensagem de alguém que você bloqueou",
  joinedGroup: (names) => `Entrada no grupo: ${names}`,
  leftGroup: (names) => `Saída do grupo: ${names}`,
  youJoinedGroup: "Você entrou no grupo",
  youLeftGroup: "Você saiu do grupo",
  jumpToUnread: "Ir para a primeira não lida",
  showMoreText: "Mostrar mais",
  showLessText: "Mostrar menos",
  filesNotYet: "Aqui não dá para enviar arquivos nem imagens, só texto.",
  attachFiles: "Anexar arquivos",
  recordVoice: "Gravar uma mensagem de voz",
  dropFiles: "Solte os arquivos aqui para enviá-los",
  removeFiles: "Um dos arquivos não pode ser enviado. Remova-o antes.",
  fileGone: (name) => `${name} não está mais disponível`,
  pasteTooLong: (length, max) =>
    `É texto demais para colar: ${length} caracteres, e uma mensagem pode ter no máximo ${max}.`,
};
