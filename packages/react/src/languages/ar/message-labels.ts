import type { MessageLabels } from "../../labels/message-labels.ts";

export const messageLabels: MessageLabels = {
  more: "المزيد",
  close: "إغلاق",
  cancel: "إلغاء",
  dismiss: "تجاهل",
  undo: "تراجع",
  show: "عرض",

  messageActions: "إجراءات الرسالة",
  reply: "رد",
  react: "تفاعل",
  edit: "تعديل",
  deleteMessage: "حذف",
  linkCopied: "نُسخ الرابط.",
  linkNotCopied: (link) => `تعذّر نسخ الرابط. انسخه من هنا: ${link}`,
  savedMessage: "محفوظة",

  replyingTo: (name) => `ردّ على ${name}`,
  replyingToYourself: "ردّ على رسالتك",
  cancelReply: "إلغاء الرد",
  quoteGone: "لم تعد الرسالة هنا",

  reaction: (emoji, count, names) => `${emoji} ${count}، من ${names}`,

  editedAt: (time) => `عُدّلت: ${time}`,

  reactionFailed: (reason) => `لم يُحفظ تفاعلك. ${reason}`,
  deletionFailed: (reason) => `لم تُحذف الرسالة. ${reason}`,
  notMarkedUnread: (reason) => `لم تُعلَّم المحادثة كغير مقروءة. ${reason}`,
  pinFailed: (reason) => `لم تتغير الرسائل المثبتة. ${reason}`,
  saveFailed: (reason) => `لم تتغير رسائلك المحفوظة. ${reason}`,

  blockedMessage: "رسالة من شخص حظرته",
  joinedGroup: (names) => `انضم إلى المجموعة: ${names}`,
  leftGroup: (names) => `غادر المجموعة: ${names}`,
  youJoinedGroup: "انضممت إلى المجموعة",
  youLeftGroup: "غادرت المجموعة",
  jumpToUnread: "الانتقال إلى أول رسالة غير مقروءة",
  showMoreText: "عرض المزيد",
  showLessText: "عرض أقل",
  filesNotYet: "لا يمكن إرسال الملفات والصور هنا، بل النصوص فقط.",
  attachFiles: "إرفاق ملفات",
  recordVoice: "تسجيل رسالة صوتية",
  dropFiles: "أفلت الملفات هنا لإرسالها",
  removeFiles: "لا يمكن إرسال أحد الملفات. أزله أولًا.",
  fileGone: (name) => `لم يعد ${name} متاحًا`,
  pasteTooLong: (length, max) =>
    `النص أطول من أن يُلصق. عدد الأحرف: ${length}، والحد الأقصى للرسالة: ${max}.`,
};
