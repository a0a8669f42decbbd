import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "Administração",
  "role.MENTOR": "Mentoria",
  "role.MENTEE": "Aprendiz",

  "app.skip": "Pular para o conteúdo",
  "app.loading": "Carregando suas mensagens…",
  "app.loadingPage": "Carregando…",
  "app.signOut": "Sair",
  "account.label": "Conta",
  "account.help": "Pedir ajuda à equipe",
  "signOut.title": "Sair e apagar o que não foi enviado?",
  "signOut.messages":
    "{count, plural, one {# mensagem ainda não foi enviada. Ela será apagada.} other {# mensagens ainda não foram enviadas. Elas serão apagadas.}}",
  "signOut.drafts": "Estes rascunhos serão apagados: {names}.",
  "signOut.stay": "Continuar aqui",
  "signOut.leave": "Apagar e sair",

  "app.notFoundTitle": "Não há nada neste endereço",
  "app.notFoundText": "O link pode ser antigo ou estar incompleto.",
  "app.goToConversations": "Ir para as conversas",

  "nav.label": "Principal",
  "nav.messages": "Mensagens",
  "nav.groups": "Grupos",
  "nav.people": "Pessoas",
  "nav.reports": "Denúncias",
  "nav.activity": "Atividade",
  "nav.announcements": "Anúncios",
  "nav.starters": "Ideias de conversa",
  "nav.operations": "Operações",
  "nav.settings": "Ajustes",

  "theme.legend": "Tema",
  "theme.system": "Do sistema",
  "theme.light": "Claro",
  "theme.dark": "Escuro",

  "language.legend": "Idioma",
  "language.system": "O do navegador ({name})",

  "update.ready": "Há uma nova versão do Parley.",
  "update.reload": "Recarregar",
  "update.later": "Mais tarde",

  "notify.titleFrom": "{name} escreveu",
  "notify.unread": "Você tem mensagens novas",
  "notify.test": "Isto é um teste: as notificações chegam a este navegador.",
  "notify.reminder": "Uma das suas tarefas vence hoje",
  "notify.meeting.soon": "Sua reunião começa em uma hora",
  "notify.meeting.proposed": "Outros horários para sua reunião",
  "notify.meeting.agreed": "Sua reunião está marcada",
  "notify.meeting.declined": "Os horários que você propôs não servem",
  "notify.meeting.canceled": "Sua reunião foi cancelada",
  "notify.report": "Há uma nova denúncia para você ler",
  "notify.urgentReport": "Urgente: uma denúncia diz que alguém corre perigo",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages": "{count, plural, one {# mensagem nova} other {# mensagens novas}}",

  "keys.show": "Mapa do teclado",
};
