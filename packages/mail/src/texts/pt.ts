import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("pt");

/** Mails in Portuguese. */
export const portuguese: MailTexts = {
  direction: "ltr",
  via: (name, programme) => `${name} via ${programme}`,

  fromUser: (name) => `${name} escreveu para você`,
  inGroup: (title) => `Mensagens novas em ${title}`,
  fromSeveral: (titles) => `Mensagens novas: ${titles}`,
  unreadIn: (programme) => `Você tem mensagens não lidas em ${programme}`,
  unread: (count, formatted) =>
    plural(count, {
      one: `${formatted} mensagem não lida`,
      other: `${formatted} mensagens não lidas`,
    }),
  digest: (programme) => `À sua espera em ${programme}`,
  reminder: (programme) => `Tem uma tarefa a vencer em ${programme}`,
  meeting: {
    soon: "Sua reunião começa em uma hora",
    proposed: "Outros horários para sua reunião",
    agreed: "Sua reunião está marcada",
    declined: "Os horários que você propôs não servem",
    canceled: "Sua reunião foi cancelada",
  },
  report: (programme) => `Uma nova denúncia em ${programme}`,
  urgentReport: (programme) => `Urgente: uma denúncia de perigo em ${programme}`,
  reportBody:
    "Um usuário enviou uma denúncia. O conteúdo não está aqui: leia-o onde você decide sobre ele.",
  openReports: "Abrir as denúncias",
  test: (programme) => `Teste das notificações de ${programme}`,
  testBody: "Isto é um teste. Se você consegue ler, as notificações por e-mail chegam até você.",

  mentionsYou: "menciona você",
  more: (count, formatted) =>
    plural(count, { one: `e mais ${formatted} mensagem`, other: `e mais ${formatted} mensagens` }),
  moreConversations: (count, formatted) =>
    plural(count, { one: `e mais ${formatted} conversa`, other: `e mais ${formatted} conversas` }),
  openConversation: "Abrir a conversa",
  openMessages: "Abrir as mensagens",

  replyAbove: "Escreva sua resposta acima desta linha",
  mayReply: "Você também pode responder a este e-mail.",
  why: (programme) =>
    `Você recebe este e-mail por causa dos seus ajustes de notificações em ${programme}.`,
  settings: "Mudar os ajustes",
  unsubscribe: "Cancelar a inscrição",

  stopTitle: (programme) => `Parar de receber e-mails de ${programme}?`,
  stopBody: "Você não vai mais receber notificações por e-mail. Suas mensagens ficam onde estão.",
  stopChoice: "Escolha o que você não quer mais receber. Suas mensagens ficam onde estão.",
  stopButton: "Parar de receber e-mails",
  stopped: "Você não vai mais receber notificações por e-mail. Pode ativá-las de novo nos ajustes.",
  stopOnly: {
    direct: "Parar avisos de mensagens diretas",
    group: "Parar avisos de mensagens em grupos",
    digest: "Parar resumos",
    conversation: "Parar avisos desta conversa",
  },
  stoppedOnly:
    "Você não vai mais receber estas notificações. Pode ativá-las de novo no aplicativo.",
  linkInvalid: "Este link não é mais válido. Você pode mudar suas notificações nos ajustes.",

  notDelivered: (programme) => `Sua resposta a ${programme} não foi entregue`,
  refusals: {
    unknown_sender:
      "Ninguém usa o endereço de e-mail do qual você escreveu. Responda do endereço em que recebe as notificações.",
    sender_not_verified:
      "Não foi possível confirmar que o e-mail vem do seu endereço. Responda pelo aplicativo.",
    address_invalid: "O endereço ao qual você respondeu não é para você. Responda pelo aplicativo.",
    address_expired:
      "O e-mail ao qual você respondeu tem mais de 30 dias. Responda pelo aplicativo.",
    empty: "O e-mail não tem texto acima da mensagem citada.",
    not_allowed: "Você não pode mais escrever nesta conversa.",
    too_many: "Você enviou mensagens demais. Espere um momento e envie sua resposta de novo.",
  },
  tooLong: (count, max) => `A resposta tem ${count} caracteres; uma mensagem pode ter ${max}.`,
  attachmentsLeft: (programme) => `Sua resposta a ${programme} foi entregue sem os anexos`,
  attachmentsLeftBody:
    "Seu texto foi entregue. Anexos de e-mails não são, então ninguém os recebeu.",
  yourText: "Isto é o que você escreveu:",
};
