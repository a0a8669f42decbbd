import type { ListLabels } from "../../labels/list-labels.ts";
import { isolate } from "./isolate.ts";

export const listLabels: ListLabels = {
  more: "المزيد",
  actionsFor: (name) => `إجراءات ${isolate(name)}`,
  close: "إغلاق",
  cancel: "إلغاء",
  dismiss: "تجاهل",
  undo: "تراجع",

  show: "عرض",
  filters: { all: "الكل", unread: "غير المقروءة", archived: "المؤرشفة" },
  showAll: "عرض كل المحادثات",
  nothingUnread: "لا شيء غير مقروء",
  nothingUnreadHint: "قرأت كل ما هو موجود.",
  nothingArchived: "لا شيء في الأرشيف",
  nothingArchivedHint: "ما تؤرشفه ينتظر هنا، ويعود إلى محادثاتك عندما يكتب فيه أحد.",
  moreFailed: "تعذّر تحميل مزيد من المحادثات.",

  pin: "تثبيت",
  unpin: "إلغاء التثبيت",
  pinned: "مثبّتة",
  muteForAnHour: "كتم لمدة ساعة",
  muteForEightHours: "كتم لمدة 8 ساعات",
  muteForEver: "كتم إلى أن أُلغيه",
  unmute: "إلغاء الكتم",
  muted: "مكتومة",
  mutedUntil: (time) => `مكتومة حتى ${isolate(time)}`,
  archive: "أرشفة",
  unarchive: "إخراج من الأرشيف",
  markUnread: "تعليم كغير مقروءة",
  markRead: "تعليم كمقروءة",
  markedUnread: "عُلّمت كغير مقروءة",
  deleteForMe: "حذف لديّ",

  wasArchived: (name) => `أُرشفت المحادثة مع ${isolate(name)}.`,
  wasUnarchived: (name) => `عادت المحادثة مع ${isolate(name)} إلى محادثاتك.`,
  wasDeleted: (name) => `حُذفت لديك المحادثة مع ${isolate(name)}.`,
  notChanged: (name, reason) => `تعذّر التغيير في ${isolate(name)}. ${reason}`,

  searchMessages: "البحث في الرسائل",
  clearSearch: "مسح البحث",
  searchShort: (formatted) => `اكتب ما لا يقل عن ${formatted} من الأحرف.`,
  newConversation: "محادثة جديدة",
};
