import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "لوحة المفاتيح",
  close: "إغلاق",
  writing: "الكتابة",
  send: "إرسال الرسالة",
  newLine: "بدء سطر جديد",
  moving: "التنقّل",
  nextRow: "المحادثة التالية في القائمة",
  previousRow: "المحادثة السابقة في القائمة",
  open: "فتح العنصر المحدَّد",
  scrollLog: "التنقّل بين الرسائل",
  map: "هذه الخريطة",
  editLast: "تعديل آخر رسالة لك، والحقل فارغ",
  leave: "ترك الرد أو التعديل",
  switch: "الانتقال إلى محادثة أو شخص",
  nextUnread: "المحادثة التالية التي فيها غير مقروء",
  previousUnread: "المحادثة السابقة التي فيها غير مقروء",
  messages: "على رسالة",
  nextMessage: "الرسالة التالية والسابقة",
  reply: "رد",
  react: "تفاعل",
  edit: "تعديل",
  delete: "حذف",
  markUnread: "تعليم كغير مقروءة من هنا",
  backToField: "العودة إلى حقل الكتابة",
};
