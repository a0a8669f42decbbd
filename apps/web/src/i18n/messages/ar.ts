import type { Translation } from "../text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  "role.ADMIN": "إدارة",
  "role.MENTOR": "مُرشِد",
  "role.MENTEE": "متدرّب",

  "app.skip": "الانتقال إلى المحتوى",
  "app.loading": "جارٍ تحميل رسائلك…",
  "app.loadingPage": "جارٍ التحميل…",
  "app.signOut": "تسجيل الخروج",
  "account.label": "الحساب",
  "account.help": "طلب المساعدة من المشرفين",
  "signOut.title": "هل تريد تسجيل الخروج وحذف ما لم يُرسَل؟",
  "signOut.messages":
    "{count, plural, zero {لا رسائل غير مرسلة.} one {رسالة واحدة لم تُرسَل بعد وستُحذف.} two {رسالتان لم تُرسَلا بعد وستُحذفان.} few {# رسائل لم تُرسَل بعد وستُحذف.} many {# رسالة لم تُرسَل بعد وستُحذف.} other {# رسالة لم تُرسَل بعد وستُحذف.}}",
  "signOut.drafts": "ستُحذف هذه المسودات: {names}.",
  "signOut.stay": "البقاء",
  "signOut.leave": "حذف وتسجيل الخروج",

  "app.notFoundTitle": "لا شيء في هذا العنوان",
  "app.notFoundText": "ربما الرابط قديم أو ناقص.",
  "app.goToConversations": "الذهاب إلى المحادثات",

  "nav.label": "الرئيسية",
  "nav.messages": "الرسائل",
  "nav.groups": "المجموعات",
  "nav.people": "الأشخاص",
  "nav.reports": "البلاغات",
  "nav.activity": "النشاط",
  "nav.announcements": "الإعلانات",
  "nav.starters": "أفكار للمحادثة",
  "nav.operations": "التشغيل",
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

  "notify.titleFrom": "رسالة من {name}",
  "notify.unread": "لديك رسائل جديدة",
  "notify.test": "هذا اختبار: تصل الإشعارات إلى هذا المتصفح.",
  "notify.reminder": "لديك مهمة تستحق اليوم",
  "notify.meeting.soon": "يبدأ لقاؤك بعد ساعة",
  "notify.meeting.proposed": "أوقات أخرى للقائك",
  "notify.meeting.agreed": "تم الاتفاق على موعد لقائك",
  "notify.meeting.declined": "الأوقات التي اقترحتها غير مناسبة",
  "notify.meeting.canceled": "أُلغي لقاؤك",
  "notify.report": "لديك بلاغ جديد لتقرأه",
  "notify.urgentReport": "عاجل: بلاغ يقول إن شخصًا في خطر",
  "notify.inGroup": "{sender} · {group}",
  "notify.newMessages":
    "{count, plural, zero {لا رسائل جديدة} one {رسالة جديدة} two {رسالتان جديدتان} few {# رسائل جديدة} many {# رسالة جديدة} other {# رسالة جديدة}}",

  "keys.show": "خريطة المفاتيح",
};
