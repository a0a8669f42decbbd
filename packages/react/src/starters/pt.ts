import type { StarterTexts } from "./texts.ts";

/** The starters in Portuguese. */
export const starters: StarterTexts = {
  "mentor-motive":
    "Oi, que bom que vamos conversar. Antes de planejar qualquer coisa: o que fez você se inscrever neste programa?",
  "mentor-yesterday":
    "Para eu imaginar um pouco a sua rotina: como foi o seu dia de ontem, da manhã até a noite?",
  "mentor-success":
    "Imagine a última semana do programa, e você feliz por ter participado. O que terá mudado para você?",
  "mentor-rhythm":
    "Quero escrever do jeito que mais ajude você. Prefere mensagens curtas com frequência ou uma conversa longa por semana?",
  "mentor-pride": "O que você aprendeu ou fez no último ano que dá um pouco de orgulho?",
  "mentor-worry":
    "Começar com uma pessoa nova pode ser estranho. Tem alguma coisa nas nossas conversas que deixa você em dúvida?",
  "mentor-topic":
    "De tudo o que está na sua mesa agora, o que você mais gostaria de pensar comigo?",
  "mentor-step":
    "Que pequeno passo você consegue terminar até sexta-feira, mesmo que todo o resto dê errado?",
  "mentor-moved":
    "No começo você me contou os seus planos. O que andou desde então, nem que seja um centímetro?",
  "mentor-model": "O trabalho de quem faz você pensar: um dia eu gostaria de fazer isso?",
  "mentor-time": "Onde você perdeu mais tempo nesta semana?",
  "mentor-half":
    "Estamos mais ou menos na metade do programa. O que deveríamos fazer mais na segunda metade?",
  "mentor-feedback":
    "Quero melhorar nisto. O que eu poderia fazer diferente para ser mais útil para você?",
  "mentor-decision": "Existe alguma decisão que você vem adiando e que poderíamos olhar com calma?",
  "mentor-rehearsal":
    "Você tem uma apresentação, uma entrevista ou um e-mail difícil pela frente que queira ensaiar comigo antes?",
  "mentor-introduction":
    "Posso apresentar você a uma pessoa que faz o trabalho que desperta a sua curiosidade. O que você gostaria de perguntar a ela?",
  "mentor-growth":
    "Reli as nossas primeiras mensagens. Qual das suas respostas daquela época seria diferente hoje?",
  "mentor-alone":
    "Um dia o programa termina. O que você gostaria de conseguir fazer sem mim até lá?",
  "mentor-legacy":
    "No ano que vem alguém vai começar onde você começou. Qual é a primeira coisa que você diria a essa pessoa?",
  "mentor-silent-time":
    "Faz um tempo que não nos escrevemos, e tudo bem. O que tem ocupado os seus dias ultimamente?",
  "mentor-silent-one":
    "Não precisa pôr tudo em dia. Que coisa, boa ou ruim, aconteceu desde as nossas últimas mensagens?",
  "mentor-silent-call":
    "Pensei em você nesta semana. Quinze minutos por telefone seriam mais fáceis do que escrever?",
  "mentee-path":
    "Olá, fico feliz que possamos nos escrever. Como você chegou ao trabalho que faz hoje?",
  "mentee-workday":
    "Tenho dificuldade de imaginar o seu trabalho. O que você fez ontem entre as nove e as cinco?",
  "mentee-advice":
    "Se você pudesse conversar dez minutos com você na minha idade, o que diria primeiro?",
  "mentee-often": "Não quero tomar demais o seu tempo. Com que frequência posso escrever?",
  "mentee-about":
    "Gostaria de contar um pouco sobre mim. Começo pelo que faço agora ou por aonde quero chegar?",
  "mentee-why": "O que levou você a ser mentor ou mentora?",
  "mentee-choice":
    "Tenho duas ideias para o meu próximo passo e não consigo escolher. Posso descrever as duas?",
  "mentee-application":
    "Reescrevi o meu currículo. Você teria dez minutos para me dizer que parte cortaria?",
  "mentee-mistake": "Que erro dos seus primeiros anos de trabalho mais ensinou você?",
  "mentee-stuck":
    "Estou sem conseguir avançar em uma coisa desde a semana passada. Posso mostrar até onde cheguei?",
  "mentee-reading": "Que livro, palestra ou artigo mudou o seu jeito de trabalhar?",
  "mentee-practice": "Você já me conhece um pouco. O que acha que eu deveria praticar mais?",
  "mentee-contact":
    "Gostaria de ver mais profissões de perto. Você conhece alguém a quem eu possa perguntar sobre a sua por meia hora?",
  "mentee-interview":
    "Tenho uma entrevista em breve. Podemos ensaiar a pergunta que mais me dá medo?",
  "mentee-no": "Como você diz não no trabalho sem que ninguém se chateie com você?",
  "mentee-stayed":
    "Uma coisa que você escreveu há um tempo ficou comigo. Posso contar o que fiz com ela?",
  "mentee-after":
    "Quero continuar depois do programa. Como você continua aprendendo quando ninguém define uma meta para você?",
  "mentee-progress": "O que você vê que faço melhor do que quando começamos?",
};
