import type { StarterTexts } from "./texts.ts";

/** The starters in German. */
export const starters: StarterTexts = {
  "mentor-motive":
    "Hallo, schön, dass wir uns gefunden haben. Bevor wir etwas planen: Was hat dich bewogen, bei diesem Programm mitzumachen?",
  "mentor-yesterday":
    "Damit ich mir deinen Alltag ein wenig vorstellen kann: Wie sah dein gestriger Tag aus, vom Morgen bis zum Abend?",
  "mentor-success":
    "Stell dir die letzte Woche des Programms vor, und du bist froh, dass du dabei warst. Was ist dann bei dir anders als heute?",
  "mentor-rhythm":
    "Ich möchte so schreiben, wie es dir am meisten hilft. Sind dir öfter kurze Nachrichten lieber oder einmal in der Woche ein längerer Austausch?",
  "mentor-pride":
    "Was hast du im letzten Jahr gelernt oder gemacht, worauf du ein bisschen stolz bist?",
  "mentor-worry":
    "Mit jemandem neu anzufangen, kann sich seltsam anfühlen. Gibt es etwas an unseren Gesprächen, bei dem du unsicher bist?",
  "mentor-topic":
    "Von allem, was gerade auf deinem Tisch liegt: Welche eine Sache würdest du am liebsten mit mir durchdenken?",
  "mentor-step":
    "Welchen kleinen Schritt schaffst du bis Freitag, selbst wenn sonst alles schiefgeht?",
  "mentor-moved":
    "Am Anfang hast du mir von deinen Plänen erzählt. Was hat sich seitdem bewegt, und sei es nur einen Zentimeter?",
  "mentor-model": "Wessen Arbeit siehst du und denkst: Das würde ich auch gern einmal machen?",
  "mentor-time": "Wo hast du diese Woche am meisten Zeit verloren?",
  "mentor-half":
    "Wir sind ungefähr in der Mitte des Programms. Wovon sollten wir in der zweiten Hälfte mehr machen?",
  "mentor-feedback":
    "Ich möchte hierin besser werden. Was könnte ich anders machen, damit es dir mehr bringt?",
  "mentor-decision":
    "Gibt es eine Entscheidung, die du vor dir herschiebst und die wir uns zusammen ansehen könnten?",
  "mentor-rehearsal":
    "Steht bei dir ein Vortrag, ein Gespräch oder eine schwierige E-Mail an, die du vorher mit mir üben möchtest?",
  "mentor-introduction":
    "Ich kann dich einer Person vorstellen, die das macht, was dich neugierig macht. Was würdest du sie fragen wollen?",
  "mentor-growth":
    "Ich habe unsere ersten Nachrichten noch einmal gelesen. Welche deiner Antworten von damals wäre heute anders?",
  "mentor-alone":
    "Irgendwann endet unser Programm. Was möchtest du bis dahin auch ohne mich können?",
  "mentor-legacy":
    "Nächstes Jahr fängt jemand dort an, wo du angefangen hast. Was würdest du dieser Person als Erstes sagen?",
  "mentor-silent-time":
    "Wir haben eine Weile nicht geschrieben, und das ist in Ordnung. Was füllt gerade deine Tage?",
  "mentor-silent-one":
    "Du musst nicht alles nachholen. Was ist, seit wir uns zuletzt geschrieben haben, passiert, das du mir erzählen magst, gut oder schlecht?",
  "mentor-silent-call":
    "Ich habe diese Woche an dich gedacht. Wäre eine Viertelstunde am Telefon leichter als Schreiben?",
  "mentee-path":
    "Hallo, ich freue mich, dass wir uns schreiben können. Wie bist du zu der Arbeit gekommen, die du heute machst?",
  "mentee-workday":
    "Ich kann mir deinen Beruf nur schwer vorstellen. Was hast du gestern zwischen neun und fünf gemacht?",
  "mentee-advice":
    "Wenn du zehn Minuten mit dir selbst in meinem Alter sprechen könntest, was würdest du zuerst sagen?",
  "mentee-often":
    "Ich möchte nicht zu viel von deiner Zeit nehmen. Wie oft darf ich dir schreiben?",
  "mentee-about":
    "Ich würde dir gern ein bisschen von mir erzählen. Soll ich mit dem anfangen, was ich jetzt mache, oder mit dem, wohin ich möchte?",
  "mentee-why": "Wie kam es, dass du dich für das Mentoring entschieden hast?",
  "mentee-choice":
    "Ich habe zwei Ideen für meinen nächsten Schritt und kann mich nicht entscheiden. Darf ich dir beide beschreiben?",
  "mentee-application":
    "Ich habe meinen Lebenslauf neu geschrieben. Hättest du zehn Minuten, um mir zu sagen, was du streichen würdest?",
  "mentee-mistake": "Aus welchem Fehler deiner ersten Berufsjahre hast du am meisten gelernt?",
  "mentee-stuck":
    "Ich hänge seit letzter Woche an etwas fest. Darf ich dir zeigen, wie weit ich gekommen bin?",
  "mentee-reading": "Welches Buch, welcher Vortrag oder Artikel hat deine Arbeitsweise verändert?",
  "mentee-practice":
    "Inzwischen kennst du mich ein wenig. Was sollte ich deiner Meinung nach mehr üben?",
  "mentee-contact":
    "Ich möchte mehr Berufe aus der Nähe sehen. Kennst du jemanden, den ich eine halbe Stunde zu seinem befragen könnte?",
  "mentee-interview":
    "Ich habe bald ein Vorstellungsgespräch. Könnten wir die Frage üben, vor der ich am meisten Angst habe?",
  "mentee-no": "Wie sagst du bei der Arbeit Nein, ohne dass es dir jemand übel nimmt?",
  "mentee-stayed":
    "Etwas, das du vor einiger Zeit geschrieben hast, ist mir im Kopf geblieben. Darf ich dir erzählen, was ich damit gemacht habe?",
  "mentee-after":
    "Ich möchte nach dem Programm weitermachen. Wie lernst du weiter, wenn dir niemand ein Ziel setzt?",
  "mentee-progress": "Was gelingt mir deiner Meinung nach heute besser als am Anfang?",
};
