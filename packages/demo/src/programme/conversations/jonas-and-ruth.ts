import type { ProgrammeConversation } from "../conversation.ts";

export const jonasAndRuth: ProgrammeConversation = {
  between: ["jonas-weber", "ruth-albrecht"],
  unread: { "jonas-weber": 1 },
  transcript: `
# Mon, 6 weeks ago
16:40 Ruth: Hallo Jonas! Ich bin Ruth. Grace sagt, du bist erst seit dem Winter hier? Wir können Deutsch schreiben oder Englisch, ganz wie es dir leichter fällt.
18:02 Jonas: Hallo Frau Albrecht. Deutsch wäre schön, den ganzen Tag Englisch macht müde
18:05 Ruth: Ruth reicht völlig 🙂 Und das kenne ich gut: nach meinem ersten Monat hier konnte ich abends keine Sprache mehr.
18:11 Jonas: ja!! genau so
18:14 Ruth: Was baust du gern?
18:20 Jonas: Roboter. Also einen. Er soll einer Linie folgen, fährt aber immer nach links vom Tisch
18:21 Ruth: Ein Roboter mit Freiheitsdrang. Bring ihn mit, samstags ist unsere Gruppe im Makerspace.

# Wed, 5 weeks ago
17:15 Jonas: ich habe herausgefunden warum er nach links fährt
17:15 Jonas: der rechte Motor ist schneller. beide bekommen 100, aber der eine ist einfach stärker
17:30 Ruth: Sehr gut beobachtet. Wie hast du es gemerkt?
17:34 Jonas: Räder in die Luft, Klebeband dran und gezählt, 10 Sekunden. links 41, rechts 47
17:36 Ruth: Messen statt raten! Das machen manche Ingenieure erst nach zehn Jahren. Und was machst du jetzt mit 41 und 47?
17:41 Jonas: rechts nur 87 geben?
17:42 Ruth: Probier es. Und dann überleg: was passiert, wenn die Batterie schwächer wird?
17:49 Jonas: oh nein

# Tue, 4 weeks ago
18:22 Jonas: kurze Frage, was ist der Unterschied zwischen "apprenticeship" und "Ausbildung"? In der Schule reden alle davon und ich tue so als ob ich es weiß
18:40 Ruth: Gut, dass du fragst. Fast dasselbe: du arbeitest in einem Betrieb, verdienst Geld und lernst einen oder zwei Tage in der Woche am College. Der große Unterschied: man bewirbt sich hier direkt bei der Firma, oft schon im Frühjahr, und es gibt mehrere Stufen. Für dich wäre "Level 3, mechatronics" das Richtige.
18:44 Jonas: und mein deutsches Zeugnis?
18:47 Ruth: Wird anerkannt, man muss es nur übersetzen lassen. Grace hat das schon für andere gemacht, ich frage sie.
18:48 Jonas: danke. mein Vater macht sich deswegen Sorgen
18:52 Ruth: Sag ihm, dass er mich gern anrufen kann, über das Programm. Dann reden wir zu dritt.

# Sat, 3 weeks ago
13:05 Jonas: er folgt der Linie!!! drei Runden ohne runterzufallen
13:20 Ruth: Ich habe es gesehen und mich gefreut wie ein Kind. Was hat am Ende geholfen?
13:24 Jonas: nicht die Geschwindigkeit fest einstellen, sondern dauernd korrigieren. wenn er zu weit links ist ein bisschen nach rechts, je weiter desto mehr
13:26 Ruth: Das heißt "proportional controller", und du hast ihn gerade selbst erfunden. Schreib das Wort auf, das fragen sie im Gespräch.

# Thu, 2 weeks ago
17:20 Jonas: Railworks hat zwei Plätze für Mechatronik. Bewerbung auf Englisch, CV und ein Brief 😬
17:31 Ruth: Wunderbar! Schick mir, was du hast, egal wie roh.
19:02 Jonas: CV:

Jonas Weber, 17
Languages: German (native), English (good)
School: Gesamtschule in Kassel, now Millbrook College
Projects: line-following robot (Arduino, C++), repaired my grandfather's radio
Hobbies: climbing
19:20 Ruth: Das ist ein ehrlicher, guter CV. Drei Vorschläge:

1. Beim Roboter: eine Zahl! "measured both motors and wrote a proportional controller".
2. Das Radio ist Gold. Was war kaputt, wie hast du es gefunden?
3. "English (good)": du gehst in einer zweiten Sprache zur Schule. Schreib "fluent, at school in English".
19:28 Jonas: fluent ist gelogen
19:30 Ruth: Du hast letzten Samstag Kai auf Englisch einen Kondensator erklärt. Ich war dabei.
19:33 Jonas: ok. fluent 😅

# Wed, 1 week ago
21:02 Jonas: Demo war super, der Roboter ist EINMAL von der Bühne gefallen aber alle haben geklatscht
21:04 Ruth: Und du hast ihn aufgehoben und gesagt "as you see, he is also shock-proof". Das war der beste Satz des Abends!

# yesterday
17:40 Jonas: sie haben geantwortet!! Gespräch nächste Woche, mit Rundgang durch die Werkstatt
17:52 Ruth: Jonas!! Ich freue mich sehr. Wer hat es zuerst erfahren?
17:55 Jonas: mein Vater. er hat gesagt "na siehst du" und dann das gute Brot gekauft
17:58 Ruth: Das ist sehr viel Lob auf Hessisch.

# today
-5:10 Jonas: soll ich den Roboter zum Gespräch mitnehmen? or is that childish
-4:47 Ruth: Nimm ihn mit, unbedingt. Put him in your bag, and only take him out when they ask about projects. Und üb den Satz mit den 41 und 47 Umdrehungen auf Englisch: wer misst, wird eingestellt.
`,
};
