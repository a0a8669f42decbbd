import { limits } from "@parley/contract/limits";
import { fits, isBlank, isStorable } from "@parley/contract/text-rules";

/** Why a name cannot be saved, by the server's rules; null if it can. */
export function nameProblem(name: string): "nameBlank" | "nameLong" | "nameUnstorable" | null {
  if (!isStorable(name)) return "nameUnstorable";
  if (isBlank(name)) return "nameBlank";
  return fits(name.trim(), limits.nameMax) ? null : "nameLong";
}
