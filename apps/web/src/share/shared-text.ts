import { tabStorage } from "../storage/page-storage.ts";

/** The path to which other apps share, as in the manifest. */
const SHARE_PATH = "/share";
const KEY = "parley.shared";
/** The parts of what is shared, in the order of reading. */
const PARTS = ["title", "text", "url"];

/** One text of the parts of an address. Apps repeat a part within another one: it is in the text once. */
export function textOf(params: URLSearchParams): string {
  const parts = PARTS.map((name) => params.get(name)?.trim() ?? "");
  const isRepeated = (part: string, at: number) =>
    parts.some(
      (other, place) => place !== at && other.includes(part) && (other !== part || place < at),
    );
  return parts.filter((part, at) => part !== "" && !isRepeated(part, at)).join("\n");
}

/** What another app shares with this tab, until the user has chosen a conversation for it. */
export const sharedText = {
  /** Takes it out of the address, where it would be sent and stored, for example by a sign-in elsewhere. */
  take(): string {
    const address = new URL(location.href);
    if (address.pathname === SHARE_PATH && address.search !== "") {
      tabStorage.setItem(KEY, textOf(address.searchParams));
      history.replaceState(history.state, "", SHARE_PATH);
    }
    return tabStorage.getItem(KEY) ?? "";
  },
  forget: (): void => tabStorage.removeItem(KEY),
};
