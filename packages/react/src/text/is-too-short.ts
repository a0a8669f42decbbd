import { limits } from "@parley/contract/limits";
import { codePoints } from "@parley/contract/text-rules";

/** Whether a text is too short to look for. */
export const isTooShort = (text: string) => codePoints(text.trim()) < limits.searchMin;
