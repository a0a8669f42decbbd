import type { ReportLabels } from "../../labels/report-labels.ts";

export const reportLabels: ReportLabels = {
  report: "Denunciar…",
  reportPerson: (name) => `Denunciar ${name}…`,
  askStaff: "Pedir ajuda à equipe",
  reportMessageTitle: "Denunciar esta mensagem",
  reportPersonTitle: (name) => `Denunciar ${name}`,
  reportWhat: "Do que se trata?",
  reportCategories: {
    bullying: "Palavras cruéis ou bullying",
    sexual: "Algo sexual",
    contact: "Pedem contato fora daqui ou que eu guarde um segredo",
    gifts: "Dinheiro ou presentes",
    danger: "Uma ameaça, ou alguém está em perigo",
    spam: "Spam ou fraude",
    other: "Outra coisa",
  },
  reportText: "O que aconteceu?",
  reportTextOptional: "O que aconteceu? (Pode deixar vazio.)",
  askText: "Como podemos ajudar?",
  reportNextTitle: "O que acontece depois",
  reportOnlyStaff: "Só a equipe do seu programa vê isto.",
  reportNotTold: (name) => `${name} não fica sabendo.`,
  reportKeeps: "A equipe também vê as mensagens em volta, mesmo que sejam apagadas depois.",
  reportThen: "A equipe lê e decide o que fazer. Talvez escreva para você.",
  reportDanger:
    "Se alguém está em perigo agora, conte a um adulto de confiança ou ligue para o número de emergência.",
  sendReport: "Enviar à equipe",
  reportChoose: "Escolha do que se trata.",
  reportTextMissing: "Escreva o que aconteceu para que a equipe possa ajudar.",
  reportTextLong: (max) => `É longo demais: no máximo ${max} caracteres.`,
  reportWaiting:
    "Ainda não foi enviado: não há conexão. Será enviado assim que houver. Deixe isto aberto.",
  reportTooMany:
    "Você enviou muitas denúncias hoje, e esta não foi enviada. Escreva uma mensagem à equipe ou tente amanhã.",
  reportGone: "Isto não pode ser denunciado: você não pode vê-lo.",
  reportFailed: (reason) => `A denúncia não foi enviada. ${reason}`,
  reportSent: "Obrigado por nos contar",
  reportSentText: "A equipe recebeu sua denúncia. Você fez a coisa certa.",
  reportBlockOffer: (name) =>
    `Quer bloquear ${name}? Assim vocês não recebem mais mensagens um do outro.`,
  reportBlocked: (name) => `Você bloqueou ${name}.`,
  reportBlockFailed: (name, reason) => `O bloqueio de ${name} não deu certo. ${reason}`,
  done: "Pronto",
};
