import type { ProgrammeConversation } from "../conversation.ts";

export const chloeAndSamira: ProgrammeConversation = {
  between: ["chloe-dubois", "samira-mansour"],
  unread: { "samira-mansour": 1 },
  transcript: `
# Tue, 6 weeks ago
18:05 Samira: Bonsoir Chloé ! Samira ici. Grace me dit que tu fais déjà du pain chez toi tous les dimanches, c'est vrai ?
18:20 Chloé: bonsoir ! oui, depuis mes 11 ans. avant mes parents le mangeaient par politesse, maintenant ils se disputent la croûte 😄
18:22 Samira: La croûte, c'est le seul vrai jury. Et qu'est-ce que tu aimerais tirer de ces quelques mois ?
18:29 Chloé: un apprentissage en boulangerie. mais au lycée on me dit "avec tes notes tu devrais aller à l'université"
18:35 Samira: Et toi, tu réponds quoi ?
18:36 Chloé: je souris 🙃
18:41 Samira: Alors on va te trouver une réponse. Pas pour gagner, juste pour ne plus devoir sourire.

# Thu, 5 weeks ago
17:12 Chloé: j'ai demandé à M. Renaud, le boulanger de la rue du marché, si je peux venir voir. il a dit "4h30 samedi, et pas de vernis"
17:20 Samira: 4h30 du matin ?!
17:20 Chloé: 4h30 du matin
17:26 Samira: Tu dois être accompagnée à cette heure-là. Qui t'emmène ?
17:28 Chloé: mon père, il est chauffeur, il part à 4h de toute façon. et maman a appelé M. Renaud
17:30 Samira: Parfait. Raconte-moi tout.

# Sat, 5 weeks ago
11:45 Chloé: je suis MORTE et HEUREUSE
11:46 Chloé: il ne parle pas. pendant 3 heures il a dit "non", "oui", "regarde". et à la fin il m'a donné une baguette et il a dit "samedi prochain"
11:58 Samira: De la part de M. Renaud, c'est une déclaration officielle.

# Mon, 4 weeks ago
18:30 Chloé: rendez-vous avec la conseillère demain. elle va encore parler de l'université. je fais comment ?
18:42 Samira: Trois phrases, et tu respires entre les trois :

1. « J'ai réfléchi, et voilà ce que j'ai déjà fait. » (les dimanches, M. Renaud)
2. « Voilà ce que je veux apprendre ensuite, et où. »
3. « Je garde la porte ouverte : après l'apprentissage, je peux encore faire des études de gestion. »

Ce n'est pas un combat, c'est un plan.
18:50 Chloé: la 3 c'est vrai ?
18:51 Samira: C'est vrai, j'ai étudié à 26 ans. Avec les mains pleines de plâtre.

# Tue, 4 weeks ago
16:55 Chloé: elle a dit "ah, mais tu as un plan !" et elle m'a imprimé la liste des CFA
17:02 Samira: Voilà 🎉
17:03 Chloé: je n'ai presque pas souri

# Thu, 3 weeks ago
19:10 Chloé: catastrophe, j'ai brûlé 40 croissants. ma faute, j'ai oublié le minuteur. M. Renaud n'a rien dit, c'est pire
19:18 Samira: Aïe. Et après, qu'est-ce que tu as fait ?
19:22 Chloé: j'ai nettoyé les plaques, j'ai dit pardon, et j'ai proposé de les payer
19:24 Samira: Alors tu as tout fait juste. Attends samedi.

# Sat, 3 weeks ago
11:30 Chloé: il m'a montré une photo. de lui, 17 ans, devant une montagne de pain noir. il a dit "300. tu as de la marge"
11:33 Samira: 😂😂 Je l'adore.

# Sat, 2 weeks ago
19:40 Chloé: 64 madeleines vendues, et une dame veut un gâteau d'anniversaire !
19:48 Samira: Avant de dire oui : pour quand, pour combien de personnes, quelles allergies, et quel prix ? Écris-les sur une fiche, tu t'en serviras toute ta vie.
19:52 Chloé: j'ai dit oui avant de demander quoi que ce soit 🙈
19:53 Samira: Alors tu la rappelles, avec ta maman à côté. Ça arrive à tout le monde. Une fois.

# Wed, 1 week ago
17:15 Chloé: gâteau livré ! 12 personnes, sans noix, citron. elle a payé £24 et laissé un mot : "the best lemon cake since my mother's"
17:20 Samira: Garde ce mot. Il va dans ton dossier, avant les notes.

# yesterday
11:05 Chloé: M. Renaud cherche un apprenti pour la rentrée
11:05 Chloé: il ne me l'a PAS dit, il a mis une affiche sur la porte, et il m'a regardée, et il est parti
11:20 Samira: Chloé, c'est sa façon de se mettre à genoux.
11:22 Chloé: 😂😂 donc j'écris une vraie lettre ?
11:24 Samira: Une vraie. Une page. Commence par les 40 croissants.

# today
-2:10 Chloé: première phrase : « Monsieur, j'ai brûlé quarante croissants chez vous, et j'aimerais revenir pendant deux ans. » c'est trop ?
`,
};
