import type { DetailsLabels } from "../../labels/details-labels.ts";

export const detailsLabels: DetailsLabels = {
  detailsOf: (name) => `نبذة عن ${name}`,
  role: "الدور",
  localTime: "الوقت المحلي",
  timeAhead: (time, hours) => `${time} هناك، متقدم ${hours} س`,
  timeBehind: (time, hours) => `${time} هناك، متأخر ${hours} س`,
  timeSame: (time) => `${time}، مثل وقتك`,
  contactSince: "على تواصل منذ",
  answers: "الردود",
  responseTimes: {
    hour: "عادةً خلال ساعة",
    hours: "عادةً خلال بضع ساعات",
    day: "عادةً خلال يوم",
    days: "عادةً خلال عدة أيام",
  },
  sharedGroups: "مجموعات مشتركة بينكما",

  sharedLinks: "الروابط المشتركة",
  noLinks: "تظهر هنا الروابط الواردة في رسائلكم.",
  noLinksLately: "لا روابط في أحدث الرسائل.",
  olderLinks: "عرض روابط أقدم",
  showInConversation: "عرض في المحادثة",

  members: "الأعضاء",
  searchMembers: "البحث في الأعضاء",
  noMembersFound: (search) => `لا يوجد عضو باسم «${search}».`,
  mentorOfGroup: "مُرشِد هذه المجموعة",
  memberSince: (day) => `منذ ${day}`,

  messageGone: "هذه الرسالة غير موجودة هنا، أو لا يمكنك الاطلاع عليها.",
  messageWasDeleted: "حُذفت هذه الرسالة.",
};
