import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "إدارة",
  "role.MENTOR": "مُرشِد",
  "role.MENTEE": "متدرّب",

  "signIn.title": "من أنت اليوم؟",
  "signIn.intro":
    "هذا برنامج تجريبي: سجّل الدخول بصفة أي شخص، دون كلمة مرور. ويمكن أن تكون في علامة تبويب ثانية شخصًا آخر.",
  "signIn.loading": "جارٍ تحميل الأشخاص…",
  "signIn.team": "فريق البرنامج",
  "signIn.busy": "جارٍ تسجيل الدخول…",
  "signIn.failed": "لم ينجح تسجيل الدخول: الخادم لا يستجيب. اختر من جديد بعد لحظة.",
  "signIn.expired": "انتهت جلستك. سجّل الدخول من جديد لتتابع من حيث توقفت.",
  "signIn.refused": "لم يعد الخادم يقبل هذه الجلسة. سجّل الدخول من جديد.",
  "signIn.hostTitle": "سجّل الدخول من منصّتك",
  "signIn.hostText":
    "في هذا الخادم تتولى منصّة الإرشاد التي يتبعها تسجيلَ دخول الأشخاص. افتح رسائلك من هناك.",
  "signIn.awayTitle": "الخادم لا يستجيب",
  "signIn.awayText": "ربما ما زال يبدأ التشغيل. تعيد هذه الصفحة المحاولة تلقائيًا كل بضع ثوانٍ.",
  "signIn.goOn": "المتابعة باسم {name}",
  "signIn.goOnText":
    "آخر من سجّل الدخول هنا: {name}. يمكنك قراءة ما احتفظ به هذا المتصفح، ويمكنك الكتابة: يُرسَل ما كتبته عندما يعود الخادم.",
  "signIn.tryAgain": "إعادة المحاولة",

  "app.skip": "الانتقال إلى المحتوى",
  "app.loading": "جارٍ تحميل رسائلك…",
  "app.loadingPage": "جارٍ التحميل…",
  "app.signOut": "تسجيل الخروج",
  "app.notFoundTitle": "لا شيء في هذا العنوان",
  "app.notFoundText": "ربما الرابط قديم أو ناقص.",
  "app.goToConversations": "الذهاب إلى المحادثات",

  "nav.label": "الرئيسية",
  "nav.messages": "الرسائل",
  "nav.groups": "المجموعات",
  "nav.people": "الأشخاص",
  "nav.activity": "النشاط",
  "nav.settings": "الإعدادات",

  "theme.legend": "المظهر",
  "theme.system": "حسب النظام",
  "theme.light": "فاتح",
  "theme.dark": "داكن",

  "language.legend": "اللغة",
  "language.system": "لغة المتصفح ({name})",

  "update.ready": "يتوفر إصدار جديد من Parley.",
  "update.reload": "إعادة التحميل",
  "update.later": "لاحقًا",

  "keys.show": "خريطة المفاتيح",
};
