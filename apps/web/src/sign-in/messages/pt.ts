import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "Quem é você hoje?",
  intro:
    "Este é um programa de demonstração: entre como quem quiser, sem senha. Outra aba pode ser outra pessoa.",
  loading: "Carregando pessoas…",
  team: "Equipe do programa",
  busy: "Entrando…",
  failed: "Não foi possível entrar: o servidor não responde. Escolha de novo daqui a pouco.",
  expired: "Sua sessão terminou. Entre de novo para continuar de onde parou.",
  refused: "O servidor não aceita mais esta sessão. Entre de novo.",
  hostTitle: "Entre na sua plataforma",
  hostText:
    "Neste servidor, quem identifica as pessoas é a plataforma de mentoria à qual ele pertence. Abra suas mensagens por lá.",
  awayTitle: "O servidor não responde",
  awayText:
    "Ele pode estar iniciando. Esta página pergunta de novo sozinha a cada poucos segundos.",
  goOn: "Continuar como {name}",
  goOnText:
    "A última sessão aberta aqui é de {name}. Você pode ler o que este navegador guardou, e escrever: tudo será enviado quando o servidor voltar.",
  tryAgain: "Tentar de novo",
  waysTitle: "Entrar",
  wayNamed: "Entrar com {name}",
  wayPlatform: "Entrar na sua plataforma",
  leaving: "Abrindo a página de entrada da sua plataforma…",
  left: "Você saiu da sua conta.",
  cookiesBlocked:
    "Este navegador bloqueia cookies, e para entrar é preciso um. Permita cookies nesta página e carregue-a de novo.",
  problemFailed: "Não foi possível entrar, ou demorou demais. Tente de novo.",
  problemDenied: "A entrada foi cancelada.",
  problemNoAccount:
    "Não há nenhuma conta para você aqui. Peça à equipe do seu programa que adicione você com o endereço de e-mail que você usa para entrar.",
  problemUnverified:
    "Seu endereço de e-mail ainda não foi verificado lá. Verifique-o lá e depois entre aqui.",
  problemOtherAccount:
    "Outra conta é usada para entrar com seu endereço de e-mail. Use essa conta ou fale com a equipe do seu programa.",
  problemUnavailable: "Não é possível entrar no momento. Tente de novo em um minuto.",
  problemTooMany: "Muitas pessoas estão entrando daqui ao mesmo tempo. Tente de novo em um minuto.",
};
