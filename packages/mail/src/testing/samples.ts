import type { MailLanguage, NotificationContent, NotifiedConversation } from "../content.ts";

const texts: Readonly<Record<MailLanguage, readonly string[]>> = {
  en: [
    "Hi! Thank you for the feedback on my application.\n\nI rewrote the second paragraph, and I think that it is much clearer now. Could you look at it before Tuesday?",
    "And one more question: what should I wear?",
    "Can everybody make it on Friday at 17:00? @Ana, you wanted to present your project.",
  ],
  es: [
    "¡Hola! Muchas gracias por tus comentarios sobre mi solicitud.\n\nHe vuelto a escribir el segundo párrafo y creo que ahora se entiende mucho mejor. ¿Podrías mirarlo antes del martes?",
    "Y otra pregunta: ¿qué me pongo?",
    "¿Podéis todos el viernes a las 17:00? @Ana, querías presentar tu proyecto.",
  ],
  fr: [
    "Bonjour ! Merci beaucoup pour vos remarques sur ma candidature.\n\nJ’ai réécrit le deuxième paragraphe, je crois qu’il est bien plus clair. Pourriez-vous le relire avant mardi ?",
    "Et encore une question : comment dois-je m’habiller ?",
    "Tout le monde est libre vendredi à 17 h ? @Ana, vous vouliez présenter votre projet.",
  ],
  ar: [
    "مرحبًا! شكرًا جزيلًا على ملاحظاتك حول طلبي.\n\nأعدت كتابة الفقرة الثانية وأظن أنها أوضح الآن. هل يمكنك مراجعتها قبل يوم الثلاثاء؟",
    "وسؤال آخر: ماذا أرتدي؟",
    "هل يناسبكم جميعًا يوم الجمعة الساعة 17:00؟ @Ana أردتِ عرض مشروعك.",
  ],
  de: [
    "Hallo! Danke für deine Rückmeldung zu meiner Bewerbung.\n\nIch habe den zweiten Absatz neu geschrieben und glaube, dass er jetzt viel klarer ist. Könntest du ihn vor Dienstag ansehen?",
    "Und noch eine Frage: Was soll ich anziehen?",
    "Könnt ihr alle am Freitag um 17:00 Uhr? @Ana, du wolltest dein Projekt vorstellen.",
  ],
  pt: [
    "Oi! Obrigado pelos comentários sobre a minha candidatura.\n\nReescrevi o segundo parágrafo e acho que agora está bem mais claro. Você pode dar uma olhada antes de terça?",
    "E mais uma pergunta: que roupa eu uso?",
    "Todo mundo pode na sexta às 17h? @Ana, você queria apresentar seu projeto.",
  ],
};

const sentAt = new Date("2026-03-03T14:05:00.000Z");

function conversations(language: MailLanguage): readonly NotifiedConversation[] {
  const [first = "", second = "", third = ""] = texts[language];
  const isArabic = language === "ar";
  const [ben, tom] = isArabic ? ["بن أورتيز", "Tom Keller"] : ["Ben Ortiz", "طارق منصور"];
  return [
    {
      conversationId: "0199a1b2-0000-7000-8000-000000000001",
      title: ben,
      kind: "direct",
      url: "https://parley.example/conversations/0199a1b2-0000-7000-8000-000000000001",
      messages: [
        { seq: 3, senderName: ben, text: first, sentAt, mentionsYou: false },
        { seq: 4, senderName: ben, text: second, sentAt, mentionsYou: false },
      ],
      more: 0,
    },
    {
      conversationId: "0199a1b2-0000-7000-8000-000000000002",
      title: isArabic ? "مجموعة الربيع" : "Spring Cohort",
      kind: "group",
      url: "https://parley.example/conversations/0199a1b2-0000-7000-8000-000000000002",
      messages: [{ seq: 40, senderName: tom, text: third, sentAt, mentionsYou: true }],
      more: 12,
    },
  ];
}

/** The mails that are looked at: each kind, and what differs in it. */
export type SampleName = "direct" | "several" | "name-only" | "none" | "digest" | "test";

/** One sample in a language. */
export function sample(language: MailLanguage, name: SampleName): NotificationContent {
  const all = conversations(language);
  return {
    notificationId: "0199a1b2-0000-7000-8000-0000000000ff",
    to: {
      userId: "ana",
      name: "Ana Silva",
      email: "ana@example.org",
      language,
      timeZone: "Europe/Berlin",
    },
    kind: name === "digest" || name === "test" ? name : "messages",
    content: name === "name-only" || name === "none" ? name : "full",
    conversations: name === "direct" ? all.slice(0, 1) : name === "test" ? [] : all,
    moreConversations: name === "digest" ? 3 : 0,
    unreadTotal: name === "direct" ? 2 : 15,
    settingsUrl: "https://parley.example/settings",
  };
}

/** All samples in a language. */
export const samples = (language: MailLanguage): (readonly [SampleName, NotificationContent])[] =>
  (["direct", "several", "name-only", "none", "digest", "test"] as const).map((name) => [
    name,
    sample(language, name),
  ]);
