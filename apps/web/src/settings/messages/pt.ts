import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Ajustes",
  general: "Geral",
  notifications: "Notificações",
  you: "Você",
  name: "Seu nome",
  nameHint: "Aparece para todo mundo que está em contato com você.",
  nameBlank: "Escreva um nome: não dá para salvar em branco.",
  nameLong: "Este nome é longo demais. Ele pode ter {max} caracteres.",
  nameUnstorable: "Este nome tem um caractere que não pode ser salvo. Tire-o e salve de novo.",
  picture: "Sua foto",
  pictureHint:
    "Aparece, recortada em um círculo, para todo mundo que está em contato com você. Você também pode soltar uma imagem aqui, ou colar.",
  pictureChoose: "Escolher uma foto",
  crop: "Recortar",
  cropTitle: "Recortar a foto",
  cropHint: "Arraste a foto ou mova-a com Tab e as setas.",
  cropX: "Esquerda ou direita",
  cropY: "Para cima ou para baixo",
  cropZoom: "Zoom",
  cropDone: "Usar",
  pictureSave: "Salvar foto",
  pictureRemove: "Remover foto",
  pictureUnreadable:
    "Não dá para usar este arquivo. Escolha uma imagem do tipo PNG, JPEG, WebP, GIF ou AVIF.",
  cancel: "Cancelar",
  save: "Salvar",
  saving: "Salvando…",
  saved: "Salvo",
  failed: "Não foi salvo. {reason}",
  tryAgain: "Tentar de novo",

  sharing: "O que outras pessoas veem de você",
  receipts: "Confirmações de leitura",
  receiptsHint:
    "As outras pessoas veem que você leu as mensagens delas, e você vê que elas leram as suas. Se desativar, você também não vê nenhuma confirmação de leitura.",
  presence: "Status online",
  presenceHint:
    "Seus contatos veem quando você está aqui, e você vê quando eles estão. Se desativar, você também não vê o status de ninguém.",
  responseTime: "Tempo de resposta habitual",
  responseTimeHint:
    "Quem pode escrever para você vê quanto tempo você costuma levar para responder: uma hora, algumas horas, um dia ou vários dias.",

  browser: "Neste navegador",
  browserHint: "Valem na hora, em todas as abas deste navegador.",
  sendKey: "O que envia uma mensagem",
  sendEnter: "Enter",
  sendEnterHint: "Shift e Enter começam uma nova linha.",
  sendMod: "{key} e Enter",
  sendModHint: "Enter começa uma nova linha.",
  plainText: "Mostrar as mensagens como texto simples",
  plainTextHint:
    "As mensagens aparecem como foram digitadas: *negrito* com os asteriscos, listas com os traços. Links e menções continuam.",
  questionMark: "Mostrar o mapa do teclado com a tecla ?",
  questionMarkHint:
    "Desative se você aperta ? sem querer, ou se fala em vez de digitar. O mapa também tem um botão no cabeçalho.",

  loading: "Carregando seus ajustes…",
  loadFailed: "Não foi possível carregar seus ajustes. {reason}",

  reports: "Suas denúncias",
  reportsHint: "O que você contou à equipe. Só você e ela veem.",
  reportsNone: "Você não denunciou nada.",
  reportAbout: "Sobre {names}",
  reportHelp: "Você pediu ajuda",
  reportOpen: "Recebida: a equipe está lendo",
  reportClosed: "Encerrada: a equipe decidiu",
  sessions: "Onde sua conta está aberta",
  sessionsHint: "Encerre o que você não reconhece ou não usa mais.",
  sessionsLoading: "Carregando…",
  sessionsFailed: "Não foi possível carregar a lista.",
  sessionUnknown: "Navegador desconhecido",
  sessionHere: "Este navegador",
  sessionSeen: "Último uso: {when}",
  sessionSignOut: "Sair de {device}",
  signOutEverywhere: "Sair em todos os lugares",
};
