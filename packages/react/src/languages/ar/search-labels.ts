import type { SearchLabels } from "../../labels/search-labels.ts";
import { plural } from "./plural.ts";

export const searchLabels: SearchLabels = {
  searchResults: "نتائج البحث",
  searchIn: "البحث في",
  everywhere: "كل المحادثات",
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
  searchEverywhere: "البحث في كل المحادثات",
  searchFailed: "لم ينجح البحث.",
  moreResults: "عرض المزيد",
  nothingMentions: "لم يشر إليك أحد بعد",
  nothingMentionsHint: "في المجموعات يشير إليك الناس بعلامة @ واسمك.",

  goTo: "الانتقال إلى محادثة",
  goToField: "البحث عن أشخاص ومحادثات",
  goToNobody: (text) => `لا أحد ولا شيء باسم «${text}».`,
  goToNobodyHint:
    "تجد هنا محادثاتك وكل من يمكنك مراسلته. وأضف الآخرين ببريدهم الإلكتروني من جهات الاتصال.",
  goToEmpty: "لا أحد هنا بعد.",

  blockedByYou: "محظور من قِبلك",
  readonlyMark: "للقراءة فقط",
};
