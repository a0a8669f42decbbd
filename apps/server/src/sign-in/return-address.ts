/** Longer than any address of a page of the web app. */
const LENGTH_MAX = 500;

const isOfSignIn = ({ pathname }: URL) => /^\/sign-in(\/|$)/.test(pathname);

/**
 * Where a browser is sent after the sign-in: the page of the web app that it asked for, or else the first one. The result
 * is always an absolute address of this server, since a browser takes a path such as `//host` for another site.
 */
export function returnAddress(wanted: string | undefined, publicUrl: URL): URL {
  const first = new URL("/", publicUrl);
  if (wanted === undefined || wanted.length > LENGTH_MAX || !wanted.startsWith("/")) return first;
  const address = URL.parse(wanted, publicUrl);
  if (address === null || address.origin !== publicUrl.origin || isOfSignIn(address)) return first;
  // What the page was told about an earlier sign-in.
  address.searchParams.delete("sign-in");
  return address;
}
