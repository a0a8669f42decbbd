import { pluralIn } from "./plural.ts";
import type { MailTexts } from "./texts.ts";

const plural = pluralIn("ar");

/** Mails in Arabic. */
export const arabic: MailTexts = {
  direction: "rtl",
  via: (name, programme) => `${name} عبر ${programme}`,

  fromUser: (name) => `رسالة جديدة من ${name}`,
  inGroup: (title) => `رسائل جديدة في ${title}`,
  fromSeveral: (titles) => `رسائل جديدة: ${titles}`,
  unreadIn: (programme) => `لديك رسائل غير مقروءة في ${programme}`,
  unread: (count, formatted) =>
    plural(count, {
      zero: "لا رسائل غير مقروءة",
      one: "رسالة واحدة غير مقروءة",
      two: "رسالتان غير مقروءتين",
      few: `${formatted} رسائل غير مقروءة`,
      many: `${formatted} رسالة غير مقروءة`,
      other: `${formatted} رسالة غير مقروءة`,
    }),
  digest: (programme) => `في انتظارك في ${programme}`,
  reminder: (programme) => `حان موعد مهمة لك في ${programme}`,
  meeting: {
    soon: "يبدأ لقاؤك بعد ساعة",
    proposed: "أوقات أخرى للقائك",
    agreed: "تم الاتفاق على موعد لقائك",
    declined: "الأوقات التي اقترحتها غير مناسبة",
    canceled: "أُلغي لقاؤك",
  },
  report: (programme) => `بلاغ جديد في ${programme}`,
  urgentReport: (programme) => `عاجل: بلاغ عن خطر في ${programme}`,
  reportBody: "أرسل أحد المستخدمين بلاغًا. محتواه غير مذكور هنا: اقرأه حيث تتخذ القرار بشأنه.",
  openReports: "فتح البلاغات",
  test: (programme) => `اختبار إشعارات ${programme}`,
  testBody: "هذا اختبار. إذا أمكنك قراءته فإن الإشعارات تصلك بالبريد الإلكتروني.",

  mentionsYou: "إشارة إليك",
  more: (count, formatted) =>
    plural(count, {
      zero: "",
      one: "ورسالة أخرى",
      two: "ورسالتان أخريان",
      few: `و${formatted} رسائل أخرى`,
      many: `و${formatted} رسالة أخرى`,
      other: `و${formatted} رسالة أخرى`,
    }),
  moreConversations: (count, formatted) =>
    plural(count, {
      zero: "",
      one: "ومحادثة أخرى",
      two: "ومحادثتان أخريان",
      few: `و${formatted} محادثات أخرى`,
      many: `و${formatted} محادثة أخرى`,
      other: `و${formatted} محادثة أخرى`,
    }),
  openConversation: "فتح المحادثة",
  openMessages: "فتح الرسائل",

  replyAbove: "اكتب ردك فوق هذا السطر",
  mayReply: "يمكنك أيضًا الرد على هذه الرسالة الإلكترونية مباشرة.",
  why: (programme) => `تصلك هذه الرسالة بحسب إعدادات الإشعارات لديك في ${programme}.`,
  settings: "تغيير الإعدادات",
  unsubscribe: "إلغاء الاشتراك",

  stopTitle: (programme) => `هل تريد إيقاف الرسائل الإلكترونية من ${programme}؟`,
  stopBody: "لن تصلك إشعارات أخرى بالبريد الإلكتروني. تبقى رسائلك في مكانها.",
  stopChoice: "اختر ما لم تعد ترغب في تلقيه. تبقى رسائلك في مكانها.",
  stopButton: "إيقاف الرسائل الإلكترونية",
  stopped: "لن تصلك إشعارات أخرى بالبريد الإلكتروني. يمكنك تفعيلها من جديد في الإعدادات.",
  stopOnly: {
    direct: "إيقاف إشعارات الرسائل المباشرة",
    group: "إيقاف إشعارات الرسائل في المجموعات",
    digest: "إيقاف الملخصات",
    conversation: "إيقاف إشعارات هذه المحادثة",
  },
  stoppedOnly: "لن تصلك هذه الإشعارات بعد الآن. يمكنك تفعيلها من جديد في التطبيق.",
  linkInvalid: "لم يعد هذا الرابط صالحًا. يمكنك تغيير الإشعارات في الإعدادات.",

  notDelivered: (programme) => `لم يُسلَّم ردك إلى ${programme}`,
  refusals: {
    unknown_sender:
      "لا يوجد مستخدم بالعنوان الذي كتبت منه. أرسل ردك من العنوان الذي تصلك عليه الإشعارات.",
    sender_not_verified: "تعذّر التحقق من أن الرسالة صادرة من عنوانك. يُرجى الرد في التطبيق.",
    address_invalid: "العنوان الذي رددت عليه ليس مخصصًا لك. يُرجى الرد في التطبيق.",
    address_expired: "مضى على الرسالة التي رددت عليها أكثر من 30 يومًا. يُرجى الرد في التطبيق.",
    empty: "لا تحتوي الرسالة على نص فوق النص المقتبس.",
    not_allowed: "لم يعد بإمكانك الكتابة في هذه المحادثة.",
    too_many: "أرسلت رسائل كثيرة جدًا. انتظر قليلًا ثم أرسل ردك مرة أخرى.",
  },
  tooLong: (count, max) => `يحتوي الرد على ${count} حرفًا، والحد الأقصى للرسالة ${max}.`,
  attachmentsLeft: (programme) => `سُلِّم ردك إلى ${programme} من دون مرفقاته`,
  attachmentsLeftBody: "سُلِّم نصك. أما مرفقات الرسائل الإلكترونية فلا تُسلَّم، ولم تصل إلى أحد.",
  yourText: "هذا ما كتبته:",
};
