/** The address of the socket beside an HTTP endpoint. A relative one needs a page that it is relative to. */
export function socketUrl(url: string): string {
  const page = globalThis.location?.href;
  if (!URL.canParse(url, page))
    throw new TypeError(`"${url}" is no address outside of a browser page`);
  const { href } = new URL(url, page);
  return href.replace(/^http/, "ws");
}
