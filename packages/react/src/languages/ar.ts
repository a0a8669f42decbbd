import type { Labels } from "../labels.ts";
import { actionLabels } from "./ar/action-labels.ts";
import { announcerLabels } from "./ar/announcer-labels.ts";
import { contactLabels } from "./ar/contact-labels.ts";
import { detailsLabels } from "./ar/details-labels.ts";
import { listLabels } from "./ar/list-labels.ts";
import { meetingLabels } from "./ar/meeting-labels.ts";
import { messageLabels } from "./ar/message-labels.ts";
import { plural } from "./ar/plural.ts";
import { reportLabels } from "./ar/report-labels.ts";
import { searchLabels } from "./ar/search-labels.ts";

/** Every text in Arabic. The page around it has the direction `dir="rtl"`. */
export const arabicLabels: Labels = {
  ...actionLabels,
  ...announcerLabels,
  ...listLabels,
  ...contactLabels,
  ...detailsLabels,
  ...reportLabels,
  ...searchLabels,
  ...meetingLabels,
  ...messageLabels,
  messages: "الرسائل",
  conversations: "المحادثات",
  contacts: "جهات الاتصال",

  send: "إرسال",
  retry: "إعادة المحاولة",
  discard: "تجاهل",
  back: "العودة إلى المحادثات",
  reload: "إعادة المحاولة",

  details: "التفاصيل",
  searchHere: "البحث في هذه المحادثة",
  conversationMenu: "قائمة المحادثة",

  messagesWith: (name) => `الرسائل مع ${name}`,
  messageTo: (name) => `رسالة إلى ${name}`,
  isTyping: (names, count) =>
    plural(count, {
      zero: "",
      one: `${names} يكتب الآن`,
      two: `${names} يكتبان الآن`,
      few: `${names} يكتبون الآن`,
      many: `${names} يكتبون الآن`,
      other: `${names} يكتبون الآن`,
    }),
  severalTyping: "عدة أشخاص يكتبون الآن",

  online: "متصل",
  you: "أنت",
  memberCount: (formatted, count) =>
    plural(count, {
      zero: "لا أعضاء",
      one: "عضو واحد",
      two: "عضوان",
      few: `${formatted} أعضاء`,
      many: `${formatted} عضوًا`,
      other: `${formatted} عضو`,
    }),
  roles: { ADMIN: "إدارة", MENTOR: "مُرشِد", MENTEE: "متدرّب" },
  automated: "آلي",

  unreadCount: (formatted) => `غير المقروءة: ${formatted}`,
  moreThan: (formatted) => `+${formatted}`,
  newMessages: "جديد",
  jumpToLatest: "الانتقال إلى آخر رسالة",
  beginning: (name) => `هنا بداية محادثتك مع ${name}.`,
  deletedMessage: "حُذفت الرسالة",
  edited: "معدّلة",

  sending: "جارٍ الإرسال",
  sent: "أُرسلت",
  read: "شوهدت",
  readBy: (names) => `شاهدها ${names}`,
  readByMore: (names, more) => `شاهدها ${names} و${more} غيرهم`,
  notSent: "لم تُرسل",

  saidBy: (name) => `${name}:`,
  draft: "مسودة:",
  typing: "يكتب…",
  noMessagesYet: "لا رسائل بعد",

  noConversations: "لا محادثات بعد",
  noConversationsHint: "راسل شخصًا من برنامجك لتبدأ محادثة.",
  chooseContact: "اختيار جهة اتصال",
  nothingChosen: "رسائلك",
  nothingChosenHint: "اختر محادثة، أو راسل إحدى جهات اتصالك.",
  howToBegin: "لا تعرف كيف تبدأ؟ تكفي تحية وسؤال واحد.",
  writeToContact: "راسِل أحد جهات اتصالك",
  emptyConversation: "لا شيء هنا بعد",
  emptyConversationHint: (name) => `ألقِ التحية على ${name}.`,

  loading: "جارٍ التحميل",
  loadFailed: "تعذّر تحميل هذا.",
  olderFailed: "تعذّر تحميل الرسائل الأقدم.",
  conversationGone: "هذه المحادثة ليست هنا، أو لم يعد يحق لك رؤيتها.",

  offline: "أنت غير متصل. تُرسَل الرسائل عند عودة الاتصال.",
  reconnecting: "جارٍ الاتصال من جديد…",
  backOnline: "عاد الاتصال.",
  unreachable: "تعذّر الوصول إلى Parley. تُرسَل الرسائل عندما يستجيب.",
  notLive: "لا يوجد اتصال مباشر. تُرسَل الرسائل، لكن الجديدة منها لا تظهر تلقائيًا.",
  signInUnreachable: "يتعذّر تجديد تسجيل الدخول حاليًا. تُرسَل الرسائل عندما يتجدّد.",
  signedOut: "انتهت جلستك. سجّل الدخول من جديد لتتابع.",
  outdated: "هذه الصفحة قديمة. أعد تحميلها للمتابعة. ما كتبته محفوظ.",
  reloadPage: "إعادة التحميل",

  cannotWriteHere: "لا يمكنك الكتابة في هذه المحادثة الآن.",
  youBlocked: (name) => `لقد حظرت ${name}.`,
  groupArchived: (day) => (day === null ? "أُرشفت المجموعة." : `أُرشفت المجموعة: ${day}.`),
  noLongerInGroup: (day) =>
    day === null ? "لم تعد في هذه المجموعة." : `كنت في هذه المجموعة حتى ${day}.`,
  noLongerConnected: (name) => `لم يعد بينك وبين ${name} ما يجمعكما في البرنامج.`,
  noReplies: (name) => `لا يمكن الرد على رسائل ${name}.`,
  charactersLeft: (formatted, count) =>
    plural(count, {
      zero: "لم يبقَ أي حرف",
      one: "بقي حرف واحد",
      two: "بقي حرفان",
      few: `بقي ${formatted} أحرف`,
      many: `بقي ${formatted} حرفًا`,
      other: `بقي ${formatted} حرف`,
    }),
  tooLong: (length, max) => `أطول من اللازم. عدد الأحرف: ${length}، والحد الأقصى: ${max}.`,
  nearLimit: (left) => `يمكنك كتابة ${left} بعد.`,
  overLimit: (over) => `الرسالة أطول من الحد بمقدار ${over}.`,
  emoji: "الرموز التعبيرية",
  formatting: "التنسيق",
  outboxFull: "رسائل كثيرة تنتظر الإرسال. حاول من جديد بعد أن يُرسَل بعضها.",

  reasons: {
    invalid_input: "لا يمكن إرسال الرسالة كما هي.",
    not_signed_in: "لم تسجّل الدخول.",
    session_expired: "انتهت جلستك. سجّل الدخول من جديد.",
    not_found: "هذا ليس هنا، أو لا يحق لك رؤيته.",
    forbidden: "لا يحق لك فعل هذا.",
    contact_unavailable: "لا يمكن مراسلة هذا الشخص الآن.",
    conversation_readonly: "لم تعد الكتابة ممكنة في هذه المحادثة.",
    idempotency_conflict: "أُرسلت هذه الرسالة من قبل بنص آخر.",
    version_conflict: "تغيّر هذا في أثناء ذلك. انظر إليه من جديد.",
    edit_window_closed: "انتهى الوقت المتاح لتعديل هذه الرسالة.",
    already_exists: "هذا مأخوذ من قبل شخص آخر.",
    unknown_procedure: "الخادم لا يعرف هذا. أعد تحميل الصفحة.",
    client_outdated: "الصفحة قديمة. أعد تحميلها.",
    too_large: "هذا أكبر من أن يُرسَل.",
    too_many_requests: "كان ذلك أسرع من اللازم. انتظر لحظة ثم حاول من جديد.",
    unavailable: "الخادم مشغول. حاول من جديد بعد لحظة.",
    internal: "حدث خطأ من جهتنا.",
  },
  noAnswer: "لم يستجب Parley.",
};
