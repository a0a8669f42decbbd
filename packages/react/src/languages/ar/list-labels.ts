import type { ListLabels } from "../../labels/list-labels.ts";

export const listLabels: ListLabels = {
  more: "المزيد",
  actionsFor: (name) => `إجراءات ${name}`,
  close: "إغلاق",
  cancel: "إلغاء",
  dismiss: "تجاهل",
  undo: "تراجع",

  show: "عرض",
  filters: {
    all: "الكل",
    unread: "غير المقروءة",
    mentions: "الإشارات",
    saved: "المحفوظة",
    archived: "المؤرشفة",
  },
  showAll: "عرض كل المحادثات",
  nothingUnread: "لا شيء غير مقروء",
  nothingUnreadHint: "قرأت كل ما هو موجود.",
  nothingArchived: "لا شيء في الأرشيف",
  nothingArchivedHint: "ما تؤرشفه ينتظر هنا، ويعود إلى محادثاتك عندما يكتب فيه أحد.",
  moreFailed: "تعذّر تحميل مزيد من المحادثات.",

  pin: "تثبيت",
  unpin: "إلغاء التثبيت",
  pinned: "مثبّتة",
  pinnedConversations: "المثبّتة",
  otherConversations: "محادثات أخرى",
  muted: "مكتومة",
  mutedUntil: (time) => `مكتومة حتى ${time}`,
  markedUnread: "عُلّمت كغير مقروءة",
  mentionsYou: "يشير إليك",

  wasArchived: (name) => `أُرشفت المحادثة مع ${name}.`,
  wasUnarchived: (name) => `عادت المحادثة مع ${name} إلى محادثاتك.`,
  wasDeleted: (name) => `حُذفت لديك المحادثة مع ${name}.`,
  notChanged: (name, reason) => `تعذّر التغيير في ${name}. ${reason}`,

  searchMessages: "البحث في الرسائل",
  search: "البحث",
  clearSearch: "مسح البحث",
  newConversation: "محادثة جديدة",
};
