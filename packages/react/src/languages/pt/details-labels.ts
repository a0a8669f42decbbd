import type { DetailsLabels } from "../../labels/details-labels.ts";

export const detailsLabels: DetailsLabels = {
  detailsOf: (name) => `Sobre ${name}`,
  role: "Papel",
  localTime: "Horário local",
  timeAhead: (time, hours) => `${time} lá, ${hours} h a mais`,
  timeBehind: (time, hours) => `${time} lá, ${hours} h a menos`,
  timeSame: (time) => `${time}, igual ao seu`,
  contactSince: "Em contato desde",
  answers: "Respostas",
  responseTimes: {
    hour: "Normalmente em uma hora",
    hours: "Normalmente em algumas horas",
    day: "Normalmente em um dia",
    days: "Normalmente em vários dias",
  },
  sharedGroups: "Grupos em comum",

  sharedLinks: "Links compartilhados",
  noLinks: "Os links das mensagens de vocês aparecem aqui.",
  noLinksLately: "Não há links nas mensagens mais recentes.",
  olderLinks: "Mostrar links anteriores",
  showInConversation: "Ver na conversa",

  members: "Membros",
  searchMembers: "Buscar membros",
  noMembersFound: (search) => `Nenhum membro se chama “${search}”.`,
  mentorOfGroup: "Mentoria deste grupo",
  memberSince: (day) => `desde ${day}`,

  messageGone: "Esta mensagem não está aqui, ou você não pode vê-la.",
  messageWasDeleted: "Esta mensagem foi apagada.",
};
