import type { ActionLabels } from "../../labels/action-labels.ts";

export const actionLabels: ActionLabels = {
  deleteTitle: (name) => `حذف محادثتك مع ${name}؟`,
  deleteHides: "تختفي من قائمتك، ولا ترى بعدها ما قيل فيها حتى الآن. لا يمكن التراجع عن ذلك.",
  deleteKeeps: (name) => `تبقى المحادثة لدى ${name}.`,
  deleteKeepsGroup: "تبقى المحادثة لدى الآخرين. وهذا لا يخرجك من المجموعة.",
  deleteReturns: "عندما يكتب فيها أحد من جديد تعود مع تلك الرسالة.",

  save: "حفظ",
  mention: "ذكر شخص",
  formats: {
    bold: "غامق",
    italic: "مائل",
    strike: "يتوسطه خط",
    code: "رمز برمجي",
    "code-block": "كتلة برمجية",
    quote: "اقتباس",
    bullets: "قائمة نقطية",
    numbers: "قائمة مرقمة",
  },
  moreEmoji: "المزيد من الرموز التعبيرية",
  recentEmoji: "المستخدمة مؤخرًا",
  emojiCategories: "الفئات",
  skinTone: "لون البشرة",
  defaultSkinTone: "افتراضي",
  searchEmoji: "البحث عن رمز تعبيري",
  noEmojiFound: "لم يُعثر على رمز تعبيري",
  editMessage: "تعديل الرسالة",
  editableUntil: (time) => `يمكنك التعديل حتى ${time}.`,
  nowSays: (text) => `نصها الآن: ${text}`,
  deletedMeanwhile: "حُذفت هذه الرسالة في أثناء ذلك.",

  pinnedMessages: "الرسائل المثبتة",
  showPinned: (formatted, count) =>
    count === 1 ? `عرض الرسالة المثبتة (${formatted})` : `عرض الرسائل المثبتة (${formatted})`,
  pinnedBy: (name) => `ثبّتها ${name}`,
  pinnedByYou: "ثبّتَّها أنت",
  nothingSaved: "لا شيء محفوظ بعد",
  nothingSavedHint: "احفظ رسالة من قائمتها لتجدها هنا من جديد. أنت وحدك ترى ما تحفظه.",
  note: "ملاحظة",
  addNote: "إضافة ملاحظة",
  editNote: "تعديل الملاحظة",
  noteFailed: (reason) => `لم تُحفظ الملاحظة. ${reason}`,

  deleteOthersTitle: (name) => `حذف هذه الرسالة من ${name}؟`,
  deleteOthersSeen: "يرى كل من في المحادثة أن رسالة حُذفت، ولا يرون بعد ذلك ما قيل فيها.",
  deleteOthersKept: "يُحفظ النص والسبب الذي تكتبه لفريق البرنامج.",
  deleteReason: "السبب",

  notifiedToday: (name, time) => `سيصل إشعار إلى ${name} الساعة ${time}`,
  notifiedTomorrow: (name, time) => `سيصل إشعار إلى ${name} غدًا الساعة ${time}`,
  notifiedOn: (name, day, time) => `سيصل إشعار إلى ${name} يوم ${day} الساعة ${time}`,
};
