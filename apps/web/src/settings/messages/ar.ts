import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "الإعدادات",
  general: "عام",
  notifications: "الإشعارات",
  you: "أنت",
  name: "اسمك",
  nameHint: "يراه كل من هو على تواصل معك.",
  nameBlank: "اكتب اسمًا: لا يمكن حفظ اسم فارغ.",
  nameLong: "هذا الاسم أطول من اللازم. الحد الأقصى {max} محرفًا.",
  nameUnstorable: "في هذا الاسم محرف لا يمكن حفظه. احذفه ثم احفظ من جديد.",
  picture: "صورتك",
  pictureHint:
    "يراها كل من هو على تواصل معك، مقصوصة على شكل دائرة. يمكنك أيضًا إفلات صورة هنا أو لصقها.",
  pictureChoose: "اختيار صورة",
  crop: "اقتصاص",
  cropTitle: "اقتصاص الصورة",
  cropHint: "اسحب الصورة، أو حرّكها بمفتاح Tab ومفاتيح الأسهم.",
  cropX: "يسارًا أو يمينًا",
  cropY: "أعلى أو أسفل",
  cropZoom: "التكبير",
  cropDone: "استخدام",
  pictureSave: "حفظ الصورة",
  pictureRemove: "إزالة الصورة",
  pictureUnreadable:
    "لا يمكن استخدام هذا الملف. اختر صورة من نوع PNG أو JPEG أو WebP أو GIF أو AVIF.",
  cancel: "إلغاء",
  save: "حفظ",
  saving: "جارٍ الحفظ…",
  saved: "تم الحفظ",
  failed: "لم يُحفظ هذا. {reason}",
  tryAgain: "إعادة المحاولة",

  sharing: "ما يراه الآخرون عنك",
  receipts: "علامات القراءة",
  receiptsHint:
    "يرى الآخرون أنك قرأت رسائلهم، وترى أنهم قرأوا رسائلك. عند إيقافها لن ترى أنت أيضًا أي علامات قراءة.",
  presence: "حالة الاتصال",
  presenceHint:
    "يرى من تتواصل معهم متى تكون هنا، وترى متى يكونون هنا. عند إيقافها لن ترى أنت أيضًا حالة أحد.",
  responseTime: "وقت الرد المعتاد",
  responseTimeHint:
    "يرى من يمكنه مراسلتك كم تستغرق عادةً للرد عليه: ساعة أو بضع ساعات أو يوم أو عدة أيام.",

  browser: "في هذا المتصفح",
  browserHint: "تسري فورًا، في كل علامات تبويب هذا المتصفح.",
  sendKey: "ما الذي يرسل الرسالة",
  sendEnter: "مفتاح Enter",
  sendEnterHint: "يبدأ Shift مع Enter سطرًا جديدًا.",
  sendMod: "{key} مع Enter",
  sendModHint: "يبدأ Enter سطرًا جديدًا.",
  plainText: "إظهار الرسائل كنص عادي",
  plainTextHint:
    "تظهر الرسائل كما كُتبت: ‎*غامق*‎ مع نجومه، والقوائم مع شرطاتها. وتبقى الروابط والإشارات.",
  questionMark: "إظهار خريطة المفاتيح بمفتاح ؟",
  questionMarkHint:
    "أوقفه إن كنت تضغط ؟ دون قصد، أو تُملي بدل الكتابة. وللخريطة زر في أعلى الصفحة أيضًا.",

  loading: "جارٍ تحميل إعداداتك…",
  loadFailed: "تعذّر تحميل إعداداتك. {reason}",

  reports: "بلاغاتك",
  reportsHint: "ما أخبرت به المشرفين. لا يراه إلا أنت وهم.",
  reportsNone: "لم تبلغ عن شيء.",
  reportAbout: "عن {names}",
  reportHelp: "طلبت المساعدة",
  reportOpen: "وصل: يقرأه المشرفون",
  reportClosed: "مغلق: اتخذ المشرفون قرارًا",
  sessions: "أين سجّلت الدخول",
  sessionsHint: "سجّل الخروج مما لا تعرفه أو لم تعد تستخدمه.",
  sessionsLoading: "جارٍ التحميل…",
  sessionsFailed: "تعذّر تحميل القائمة.",
  sessionUnknown: "متصفح غير معروف",
  sessionHere: "هذا المتصفح",
  sessionSeen: "آخر استخدام: {when}",
  sessionSignOut: "تسجيل الخروج من {device}",
  signOutEverywhere: "تسجيل الخروج من كل مكان",
};
