import type { MessageLabels } from "../../labels/message-labels.ts";
import { isolate } from "./isolate.ts";

export const messageLabels: MessageLabels = {
  more: "المزيد",
  close: "إغلاق",
  cancel: "إلغاء",
  dismiss: "تجاهل",
  undo: "تراجع",
  save: "حفظ",
  show: "عرض",

  messageActions: "إجراءات الرسالة",
  reply: "رد",
  react: "تفاعل",
  edit: "تعديل",
  deleteMessage: "حذف",
  copyText: "نسخ النص",
  markUnreadFromHere: "تعليم كغير مقروءة من هنا",

  replyingTo: (name) => `ردّ على ${isolate(name)}`,
  replyingToYourself: "ردّ على رسالتك",
  cancelReply: "إلغاء الرد",
  quoteGone: "لم تعد الرسالة هنا",

  reaction: (emoji, count, names) => `${emoji} ${count}، من ${isolate(names)}`,
  moreEmoji: "المزيد من الرموز التعبيرية",
  searchEmoji: "البحث عن رمز تعبيري",
  noEmojiFound: "لم يُعثر على رمز تعبيري",

  editMessage: "تعديل الرسالة",
  editedAt: (time) => `عُدّلت: ${isolate(time)}`,
  nowSays: (text) => `نصها الآن: ${isolate(text)}`,
  deletedMeanwhile: "حُذفت هذه الرسالة في أثناء ذلك.",

  deleteOthersTitle: (name) => `حذف هذه الرسالة من ${isolate(name)}؟`,
  deleteOthersSeen: "يرى كل من في المحادثة أن رسالة حُذفت، ولا يرون بعد ذلك ما قيل فيها.",
  deleteOthersKept: "يُحفظ النص والسبب الذي تكتبه لفريق البرنامج.",
  deleteReason: "السبب",

  reactionFailed: (reason) => `لم يُحفظ تفاعلك. ${reason}`,
  deletionFailed: (reason) => `لم تُحذف الرسالة. ${reason}`,
  notMarkedUnread: (reason) => `لم تُعلَّم المحادثة كغير مقروءة. ${reason}`,

  blockedMessage: "رسالة من شخص حظرته",
  joinedGroup: (names) => `انضم إلى المجموعة: ${isolate(names)}`,
  leftGroup: (names) => `غادر المجموعة: ${isolate(names)}`,
  youJoinedGroup: "انضممت إلى المجموعة",
  youLeftGroup: "غادرت المجموعة",
  jumpToUnread: "الانتقال إلى أول رسالة غير مقروءة",
  showMoreText: "عرض المزيد",
  showLessText: "عرض أقل",
  mention: "ذكر شخص",
  pasteTooLong: (length, max) =>
    `النص أطول من أن يُلصق. عدد الأحرف: ${length}، والحد الأقصى للرسالة: ${max}.`,
};
