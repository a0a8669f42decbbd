import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "نتائج البحث",
  searchShort: (formatted) => `اكتب ما لا يقل عن ${formatted} من الأحرف.`,
  people: "أشخاص",
  peopleFound: (formatted, count) =>
    plural(count, {
      zero: "لا أشخاص",
      one: "شخص واحد",
      two: "شخصان",
      few: `${formatted} أشخاص`,
      many: `${formatted} شخصًا`,
      other: `${formatted} شخص`,
    }),
  conversationsFound: (formatted, count) =>
    plural(count, {
      zero: "لا محادثات",
      one: "محادثة واحدة",
      two: "محادثتان",
      few: `${formatted} محادثات`,
      many: `${formatted} محادثة`,
      other: `${formatted} محادثة`,
    }),
  messagesFound: (formatted, count) =>
    plural(count, {
      zero: "لا رسائل",
      one: "رسالة واحدة",
      two: "رسالتان",
      few: `${formatted} رسائل`,
      many: `${formatted} رسالة`,
      other: `${formatted} رسالة`,
    }),
  recentSearches: "عمليات البحث الأخيرة",
  forgetSearches: "مسح",

  filterSearch: "تصفية الرسائل",
  searchOperators: { from: "من", in: "في", before: "قبل", after: "منذ بعد", link: "فيها:رابط" },
  searchMe: "أنا",
  filterNames: { from: "من", in: "في", before: "قبل", after: "منذ", link: "رابط" },
  filterTexts: {
    from: (name) => `من: ${name}`,
    in: (name) => `في: ${name}`,
    before: (day) => `قبل: ${day}`,
    after: (day) => `منذ: ${day}`,
  },
  removeFilter: (filter) => `إزالة عامل التصفية ${filter}`,
  nobodyCalled: (text) => `لا أحد ممن ترى رسائلهم اسمه «${text}».`,
  noConversationCalled: (text) => `لا محادثة لك باسم «${text}».`,
  notADay: (text, example) => `«${text}» ليس تاريخًا. اكتب تاريخًا مثل ${example}.`,
  emptySpan: "لا يوم بين هذين التاريخين.",
  onlyIn: (name) => `${name} فقط`,
  resultCount: (formatted, count, hasMore) => {
    if (hasMore) return `أحدث الرسائل الموجودة: ${formatted}`;
    return plural(count, {
      zero: "لم يُعثر على رسائل",
      one: "عُثر على رسالة واحدة",
      two: "عُثر على رسالتين",
      few: `عُثر على ${formatted} رسائل`,
      many: `عُثر على ${formatted} رسالة`,
      other: `عُثر على ${formatted} رسالة`,
    });
  },
  nothingFound: (text) => `لا نتائج عن «${text}»`,
  nothingFoundHint: "يجب أن ترد كل الكلمات في رسالة واحدة. جرّب كلمات أقل، أو جزءًا من كلمة.",
  nothingFiltered: "لا نتائج",
  searchEverywhere: "البحث في كل المحادثات",
  searchFailed: "لم ينجح البحث.",
  moreResults: "عرض المزيد",
  nothingMentions: "لم يشر إليك أحد بعد",
  nothingMentionsHint: "في المجموعات يشير إليك الناس بعلامة @ واسمك.",

  goTo: "الانتقال إلى محادثة",
  goToNobodyHint:
    "تجد هنا محادثاتك وكل من يمكنك مراسلته. وأضف الآخرين ببريدهم الإلكتروني من جهات الاتصال.",
  goToEmpty: "لا أحد هنا بعد.",

  blockedByYou: "محظور من قِبلك",
  readonlyMark: "للقراءة فقط",
};
