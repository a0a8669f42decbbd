import type { Language } from "../i18n/languages.ts";
import type { BrokenTexts } from "./error-boundary.tsx";

/** Texts of the error page in the other languages: no part of the catalogs, since the failure may be that of one. */
export const brokenTexts: Readonly<Partial<Record<Language, BrokenTexts>>> = {
  es: {
    title: "Esta página ha dejado de funcionar",
    text: "Tus mensajes están a salvo y lo que escribiste se conserva. Recarga la página para seguir. Si no sirve, empieza de nuevo desde tus conversaciones.",
    reload: "Recargar",
    home: "Ir a las conversaciones",
  },
  fr: {
    title: "Cette page ne fonctionne plus",
    text: "Vos messages sont en sécurité et ce que vous avez écrit est gardé. Rechargez la page pour continuer. Si cela ne suffit pas, repartez de vos conversations.",
    reload: "Recharger",
    home: "Aller aux conversations",
  },
  ar: {
    title: "توقفت هذه الصفحة عن العمل",
    text: "رسائلك في أمان، وما كتبته محفوظ. أعد تحميل الصفحة لتتابع. وإن لم ينفع ذلك فابدأ من جديد من محادثاتك.",
    reload: "إعادة التحميل",
    home: "الذهاب إلى المحادثات",
  },
  de: {
    title: "Diese Seite funktioniert nicht mehr",
    text: "Deine Nachrichten sind sicher, und was du geschrieben hast, bleibt erhalten. Lade die Seite neu, um weiterzumachen. Hilft das nicht, beginne wieder bei deinen Chats.",
    reload: "Neu laden",
    home: "Zu den Chats",
  },
  pt: {
    title: "Esta página parou de funcionar",
    text: "Suas mensagens estão seguras, e o que você escreveu foi guardado. Recarregue a página para continuar. Se não ajudar, recomece pelas suas conversas.",
    reload: "Recarregar",
    home: "Ir para as conversas",
  },
} satisfies Readonly<Record<Exclude<Language, "en">, BrokenTexts>>;
