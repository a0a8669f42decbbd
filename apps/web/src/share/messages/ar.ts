import type { Translation } from "../../i18n/text.ts";
import type { messages as english } from "./en.ts";

export const messages: Translation<typeof english> = {
  title: "المشاركة في محادثة",
  hint: "اختر محادثة. يصبح النص مسودة فيها، ويُرسل عندما ترسله أنت.",
  nothing: "لا يوجد شيء للمشاركة.",
  cancel: "إلغاء",
};
