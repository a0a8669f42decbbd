const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** The label of a key on this user's keyboard. */
export function keyName(key: string): string {
  if (key === "Mod") return isMac() ? "⌘" : "Ctrl";
  return key === "Alt" && isMac() ? "⌥" : key;
}
