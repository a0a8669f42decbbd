import type { ContactLabels } from "../../labels/contact-labels.ts";
import { isolate } from "./isolate.ts";

export const contactLabels: ContactLabels = {
  addContact: "إضافة جهة اتصال",
  addByEmail: "إضافة شخص ببريده الإلكتروني",
  addContactHint: "شخص من برنامجك، بعنوان البريد الإلكتروني الذي سجّل به.",
  emailAddress: "البريد الإلكتروني",
  notAnAddress: `هذا ليس عنوان بريد إلكتروني. مثال: ${isolate("name@example.org")}`,
  ownAddress: "هذا عنوانك أنت.",
  unknownAddress: "لا يمكن إضافة أحد من برنامجك بهذا العنوان. تأكد من صحته.",
  blockedAddress: "لقد حظرت هذا الشخص. ألغِ الحظر أولًا، في آخر جهات اتصالك.",
  wasAdded: (name) => `أصبح ${isolate(name)} من جهات اتصالك.`,
  wasThere: (name) => `كان ${isolate(name)} من جهات اتصالك من قبل.`,

  remove: "إزالة",
  block: "حظر",
  unblock: "إلغاء الحظر",
  why: "لماذا؟",
  inGroup: (names) => `في ${isolate(names)}`,
  blockedPeople: "المحظورون",
  blockedSince: (day) => `محظور منذ: ${isolate(day)}`,
  morePeople: "آخرون يمكنك مراسلتهم",
  morePeopleFailed: "تعذّر البحث عن آخرين.",

  removeTitle: (name) => `إزالة ${isolate(name)} من جهات اتصالك؟`,
  removeStays: (name) => `ستبقى على اتصال مع ${isolate(name)}، لأن شيئًا آخر يربطكما.`,
  removeEnds: (name) => `ما لم يربطك شيء آخر مع ${isolate(name)}، ستصبح محادثتكما للقراءة فقط.`,
  removeKeeps: "يبقى ما كتبتماه أحدكما للآخر.",
  removeTells: (name) => `لن يُبلَّغ ${isolate(name)} بذلك.`,
  blockTitle: (name) => `حظر ${isolate(name)}؟`,
  blockSilence: "لا يستطيع أيٌّ منكما مراسلة الآخر. وما يُحاوَل إرساله في أثناء ذلك لا يصل أبدًا.",
  blockSigns: "لا يرى أيٌّ منكما بعد ذلك متى يكون الآخر متصلًا، أو يكتب، أو قرأ شيئًا.",
  blockKeeps: "تبقى محادثتكما حتى الآن لدى كليكما.",
  blockGroups: (name) =>
    `في المجموعات المشتركة يستمر كل شيء: يبقى بإمكان ${isolate(name)} القراءة والكتابة فيها.`,
  blockTells: (name) => `لا يُرسَل أي إشعار إلى ${isolate(name)}، لكن الحظر يُلاحَظ عند محاولة مراسلتك.`,
  unblockTitle: (name) => `إلغاء حظر ${isolate(name)}؟`,
  unblockOpens: "يمكنكما التراسل من جديد، بقدر ما يربطكما برنامجكما.",
  unblockLost: "ما حاول أيٌّ منكما إرساله في أثناء ذلك لا يصل.",

  wasRemoved: (name) => `لم يعد ${isolate(name)} من جهات الاتصال التي أضفتها.`,
  wasBlocked: (name) => `حظرت ${isolate(name)}.`,
  wasUnblocked: (name) => `ألغيت حظر ${isolate(name)}.`,

  whyTitle: (name) => `أنت و${isolate(name)}`,
  rules: {
    "admin-reaches-everybody": (name) => `يمكنك مراسلة ${isolate(name)}، لأن الإدارة تراسل الجميع.`,
    "everybody-reaches-admins": (name) =>
      `يمكنك مراسلة ${isolate(name)}، لأن الجميع يراسلون الإدارة.`,
    "same-group": (name) => `يمكنك مراسلة ${isolate(name)}، لأنكما في مجموعة إرشاد واحدة.`,
    "mentor-reaches-every-mentee": (name) =>
      `يمكنك مراسلة ${isolate(name)}، لأن المرشدين يراسلون كل المتدرّبين.`,
    "added-by-hand": (name) => `يمكنك مراسلة ${isolate(name)}، لأنك أضفته إلى جهات اتصالك.`,
    "you-are-reached": (name) =>
      `يمكنك الرد على ${isolate(name)}: من يستطيع مراسلتك تستطيع مراسلته.`,
    "you-blocked": (name) => `لا يمكنك مراسلة ${isolate(name)}، لأنك حظرته.`,
    unavailable: (name) => `لا يمكنك مراسلة ${isolate(name)}: لا يمكن الوصول إليه الآن.`,
    strangers: (name) => `لا يمكنك مراسلة ${isolate(name)}، لأنه لم يعد شيء يربطكما.`,
  },
  connectedBy: "ما الذي يربطكما",
  byGroup: (group) => `كلاكما في ${isolate(group)}.`,
  byAdmin: "أحدكما من الإدارة.",
  byHand: "أضفته بنفسك.",
  notConnected: "لا شيء حاليًا.",

  searchContacts: "البحث في جهات الاتصال",
  noContacts: "لا جهات اتصال بعد",
  noContactsHint: "يظهر الأشخاص هنا حالما تشاركهم مجموعة إرشاد.",
  noContactsFound: (search) => `لا أحد من جهات اتصالك باسم «${isolate(search)}».`,
  contactKinds: {
    mentors: "المرشدون",
    mentees: "المتدرّبون",
    peers: "أعضاء المجموعة",
    admins: "الإدارة",
    custom: "أضفتهم بنفسك",
  },
  message: "مراسلة",
};
