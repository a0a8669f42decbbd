import type { ProgrammeConversation } from "../conversation.ts";

export const chloeAndYoussef: ProgrammeConversation = {
  between: ["chloe-dubois", "youssef-benali"],
  transcript: `
# Mon, 3 weeks ago
17:20 Chloé: salut Youssef ! tu parles français non ? je t'ai entendu au téléphone avec ta tante
17:31 Youssef: salut ! oui, avec elle toujours. elle vit à Lyon, elle corrige mes accents
17:33 Chloé: moi personne ne corrige mes accents, ça se voit 😄 je voulais te demander : tu ferais une étiquette pour mes madeleines ? pour le marché
17:36 Youssef: avec plaisir. il y a quoi dedans, pour l'écrire bien
17:38 Chloé: beurre, œufs, farine, sucre, citron. et trois par sachet
17:40 Youssef: et le nom de la marque ?
17:41 Chloé: euh. il n'y en a pas
17:50 Youssef: "Quatre". parce que tu veux quatre choses dans ta boulangerie
17:51 Chloé: 😳 c'est parfait. comment tu as trouvé ça en 9 minutes
17:52 Youssef: j'ai écouté au premier samedi

# Thu, 3 weeks ago
18:05 Youssef: trois versions, dis-moi :

A. tout en français, lettres fines
B. le chiffre 4 très grand, en forme de madeleine
C. "Quatre" en français et أربعة à côté, qui se regardent
18:11 Chloé: C !!! C C C
18:12 Youssef: j'espérais C

# Fri, 2 weeks ago
19:30 Chloé: imprimées, découpées, 22 étiquettes. mon père a demandé qui est le graphiste
19:34 Youssef: tu as dit quoi
19:35 Chloé: j'ai dit "un ami, il est cher"
19:36 Youssef: 😂 je prends six madeleines

# Sat, 2 weeks ago
18:20 Chloé: tes six sont dans la boîte bleue, ne les mange pas toutes avant la maison
18:41 Youssef: mon frère en a mangé quatre. la marque fonctionne

# Thu, 1 week ago
16:15 Chloé: pour le gâteau d'anniversaire la dame voulait le prénom de sa mère en arabe ET en français, grâce à toi : "Jamila". il était sur le gâteau, en citron confit, un peu tremblant mais lisible
16:22 Youssef: envoie la photo à Samira, je la veux dans mon portfolio !!
16:23 Chloé: avec mon nom dessous alors
16:24 Youssef: évidemment, chef

# yesterday
18:02 Youssef: bonne chance pour la lettre à M. Renaud
18:10 Chloé: shukran 🤍 (j'ai bien dit ?)
18:11 Youssef: très bien dit. عفوا
`,
};
