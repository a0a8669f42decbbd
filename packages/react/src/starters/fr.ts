import type { StarterTexts } from "./texts.ts";

/** The starters in French. */
export const starters: StarterTexts = {
  "mentor-motive":
    "Bonjour, quel plaisir de faire équipe avec toi. Avant de prévoir quoi que ce soit : qu’est-ce qui t’a donné envie de t’inscrire à ce programme ?",
  "mentor-yesterday":
    "Pour que je puisse imaginer un peu tes journées : à quoi a ressemblé celle d’hier, du matin au soir ?",
  "mentor-success":
    "Imagine la dernière semaine du programme : tu te réjouis d’y avoir participé. Qu’est-ce qui a changé pour toi ?",
  "mentor-rhythm":
    "J’aimerais écrire de la façon qui t’aide le plus. Préfères-tu de courts messages souvent, ou un long échange par semaine ?",
  "mentor-pride": "Qu’as-tu appris ou réalisé cette année qui te donne un peu de fierté ?",
  "mentor-worry":
    "Commencer avec une nouvelle personne peut faire drôle. Y a-t-il quelque chose dans nos échanges qui te fait hésiter ?",
  "mentor-topic":
    "Parmi tout ce que tu as sur les bras en ce moment, à quoi aimerais-tu d’abord réfléchir avec moi ?",
  "mentor-step":
    "Quel petit pas pourrais-tu terminer avant vendredi, même si tout le reste va de travers ?",
  "mentor-moved":
    "Au début, tu m’as parlé de tes projets. Qu’est-ce qui a bougé depuis, ne serait-ce que d’un centimètre ?",
  "mentor-model": "En voyant le travail de qui te dis-tu : un jour, j’aimerais faire ça ?",
  "mentor-time": "Où as-tu perdu le plus de temps cette semaine ?",
  "mentor-half":
    "Nous sommes à peu près au milieu du programme. Que devrions-nous faire davantage dans la seconde moitié ?",
  "mentor-feedback":
    "J’aimerais m’améliorer. Que pourrais-je faire autrement pour t’être plus utile ?",
  "mentor-decision":
    "Y a-t-il une décision que tu repousses et que nous pourrions regarder ensemble ?",
  "mentor-rehearsal":
    "As-tu bientôt un exposé, un entretien ou un e-mail délicat que tu voudrais d’abord répéter avec moi ?",
  "mentor-introduction":
    "Je peux te présenter une personne qui fait le métier qui t’intrigue. Que voudrais-tu lui demander ?",
  "mentor-growth":
    "J’ai relu nos premiers messages. Laquelle de tes réponses d’alors serait différente aujourd’hui ?",
  "mentor-alone":
    "Un jour, notre programme se terminera. Qu’aimerais-tu savoir faire sans moi d’ici là ?",
  "mentor-legacy":
    "L’an prochain, quelqu’un commencera là où tu as commencé. Que lui dirais-tu en premier ?",
  "mentor-silent-time":
    "Nous ne nous sommes pas écrit depuis un moment, et ce n’est pas grave. Qu’est-ce qui remplit tes journées ces temps-ci ?",
  "mentor-silent-one":
    "Pas besoin de tout rattraper. Quelle chose, bonne ou mauvaise, s’est passée depuis nos derniers messages ?",
  "mentor-silent-call":
    "J’ai pensé à toi cette semaine. Un quart d’heure au téléphone serait-il plus facile qu’écrire ?",
  "mentee-path":
    "Bonjour, quel plaisir de pouvoir t’écrire. Quel chemin t’a conduit au métier que tu fais aujourd’hui ?",
  "mentee-workday":
    "J’ai du mal à imaginer ton travail. Qu’as-tu fait hier entre neuf heures et dix-sept heures ?",
  "mentee-advice":
    "Si tu pouvais parler dix minutes à la personne que tu étais à mon âge, que lui dirais-tu d’abord ?",
  "mentee-often": "Je ne veux pas te prendre trop de temps. À quel rythme puis-je t’écrire ?",
  "mentee-about":
    "J’aimerais te parler un peu de moi. Je commence par ce que je fais maintenant, ou par là où je voudrais aller ?",
  "mentee-why": "Qu’est-ce qui t’a décidé à accompagner quelqu’un ?",
  "mentee-choice":
    "J’ai deux idées pour la suite et je n’arrive pas à choisir. Puis-je te les décrire toutes les deux ?",
  "mentee-application":
    "J’ai réécrit mon CV. Aurais-tu dix minutes pour me dire ce que tu enlèverais ?",
  "mentee-mistake": "Quelle erreur de tes premières années de travail t’a le plus appris ?",
  "mentee-stuck":
    "Je bloque sur quelque chose depuis la semaine dernière. Puis-je te montrer où j’en suis ?",
  "mentee-reading":
    "Quel livre, quelle conférence ou quel article a changé ta façon de travailler ?",
  "mentee-practice":
    "Tu me connais un peu maintenant. Que devrais-je travailler davantage, selon toi ?",
  "mentee-contact":
    "J’aimerais voir d’autres métiers de près. Connais-tu quelqu’un que je pourrais interroger une demi-heure sur le sien ?",
  "mentee-interview":
    "J’ai bientôt un entretien. Pourrions-nous répéter la question qui me fait le plus peur ?",
  "mentee-no": "Comment dis-tu non au travail sans que l’on t’en veuille ?",
  "mentee-stayed":
    "Une chose que tu as écrite il y a quelque temps m’est restée. Puis-je te raconter ce que j’en ai fait ?",
  "mentee-after":
    "J’aimerais continuer après le programme. Comment continues-tu d’apprendre quand personne ne te fixe de but ?",
  "mentee-progress": "Qu’est-ce que je fais mieux, à tes yeux, qu’à nos débuts ?",
};
