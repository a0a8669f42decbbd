const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** What stands on a key of this person's keyboard. */
export function keyName(key: string): string {
  if (key === "Mod") return isMac() ? "⌘" : "Ctrl";
  return key === "Alt" && isMac() ? "⌥" : key;
}
