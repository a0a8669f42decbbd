import type { ContactLabels } from "../../labels/contact-labels.ts";

export const contactLabels: ContactLabels = {
  addContact: "Adicionar contato",
  addByEmail: "Adicionar alguém por e-mail",
  addContactHint: "Alguém do seu programa, pelo endereço de e-mail que usou no cadastro.",
  emailAddress: "E-mail",
  notAnAddress: "Isto não é um endereço de e-mail. Ele tem a forma nome@example.org.",
  ownAddress: "Este é o seu próprio endereço.",
  unknownAddress:
    "Com este endereço não dá para adicionar ninguém do seu programa. Confira se está certo.",
  blockedAddress: "Você bloqueou esta pessoa. Antes, desbloqueie no fim dos seus contatos.",
  wasAdded: (name) => `${name} agora está entre seus contatos.`,
  wasThere: (name) => `${name} já estava entre seus contatos.`,

  remove: "Remover",
  block: "Bloquear",
  unblock: "Desbloquear",
  why: "Por quê?",
  inGroup: (names) => `Em ${names}`,
  blockedPeople: "Pessoas bloqueadas",
  blockedSince: (day) => `Desde ${day}`,
  morePeople: "Outras pessoas para quem você pode escrever",
  morePeopleFailed: "Não foi possível buscar outras pessoas.",

  removeTitle: (name) => `Remover ${name} dos seus contatos?`,
  removeStays: (name) =>
    `Você continua em contato com ${name}, porque há outra ligação entre vocês.`,
  removeEnds: (name) =>
    `Se não houver outra ligação entre você e ${name}, a conversa de vocês só vai poder ser lida.`,
  removeKeeps: "As mensagens que vocês trocaram ficam.",
  removeTells: (name) => `${name} não recebe nenhum aviso.`,
  blockTitle: (name) => `Bloquear ${name}?`,
  blockSilence:
    "Vocês não podem mais trocar mensagens. O que alguém tentar enviar nesse meio-tempo nunca chega.",
  blockSigns:
    "Vocês não veem mais se a outra pessoa está online, digitando ou se leu alguma coisa.",
  blockKeeps: "A conversa de vocês até agora fica, para os dois lados.",
  blockGroups: (name) =>
    `Nos grupos que vocês têm em comum tudo continua igual: ${name} ainda lê e escreve neles.`,
  blockTells: (name) =>
    `${name} não recebe nenhum aviso, mas vai perceber quando quiser escrever para você.`,
  unblockTitle: (name) => `Desbloquear ${name}?`,
  unblockOpens:
    "Vocês podem voltar a trocar mensagens, se houver uma ligação entre vocês no programa.",
  unblockLost: "O que alguém tentou enviar nesse meio-tempo não chega.",

  wasRemoved: (name) => `${name} não é mais um contato adicionado por você.`,
  wasBlocked: (name) => `Você bloqueou ${name}.`,
  wasUnblocked: (name) => `Você desbloqueou ${name}.`,

  whyTitle: (name) => `Você e ${name}`,
  rules: {
    "admin-reaches-everybody": (name) =>
      `Você pode escrever para ${name}, porque a administração pode escrever para todo mundo.`,
    "everybody-reaches-admins": (name) =>
      `Você pode escrever para ${name}, porque todo mundo pode escrever para a administração.`,
    "system-is-not-answered": (name) => `Não dá para responder às mensagens de ${name}.`,
    "bot-and-anybody": (name) =>
      `Você pode escrever para ${name}, porque é uma conta automática que responde a todo mundo.`,
    "same-group": (name) =>
      `Você pode escrever para ${name}, porque vocês têm um grupo de mentoria em comum.`,
    "mentor-reaches-every-mentee": (name) =>
      `Você pode escrever para ${name}, porque quem dá mentoria pode escrever para qualquer aprendiz.`,
    "added-by-hand": (name) =>
      `Você pode escrever para ${name}, porque é um contato que você adicionou.`,
    "you-are-reached": (name) =>
      `Você pode responder a ${name}: quem pode escrever para você também pode receber resposta.`,
    "you-blocked": (name) => `Você não pode escrever para ${name}, porque bloqueou essa pessoa.`,
    unavailable: (name) =>
      `Você não pode escrever para ${name}: não dá para contatar essa pessoa agora.`,
    strangers: (name) =>
      `Você não pode escrever para ${name}, porque não há mais nenhuma ligação entre vocês.`,
  },
  connectedBy: "O que liga vocês",
  byGroup: (group) => `Vocês estão no mesmo grupo: ${group}.`,
  byAdmin: "Uma das duas pessoas é da administração.",
  byHand: "Contato que você adicionou.",
  notConnected: "Nada no momento.",

  searchContacts: "Buscar contatos",
  noContacts: "Ainda não há contatos",
  noContactsHint: "As pessoas aparecem aqui quando vocês têm um grupo de mentoria em comum.",
  noContactsFound: (search) => `Nenhum dos seus contatos se chama “${search}”.`,
  contactKinds: {
    mentors: "Mentoria",
    mentees: "Aprendizes",
    peers: "Membros do grupo",
    admins: "Administração",
    custom: "Adicionados por você",
  },
  message: "Escrever",
};
