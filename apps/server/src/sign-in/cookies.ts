/** A cookie of this server. */
export interface Cookie {
  readonly name: string;
  /** Its value in a `Cookie` header. */
  read(header: string | undefined): string | undefined;
  /** A `Set-Cookie` header that stores a value for some seconds. */
  store(value: string, maxAge: number): string;
  /** A `Set-Cookie` header that removes it. */
  remove(): string;
}

/** The values that this server stores: base64url. */
const VALUE = /^[\w-]{1,200}$/;

/**
 * `__Host-` makes browsers accept the cookie only over TLS, and only from this host, so that no other subdomain can set
 * it. Browsers disagree on it over plain http, which only a loopback address may use: there the name has no prefix.
 */
function createCookie(name: string, { protocol }: URL): Cookie {
  const isSecure = protocol === "https:";
  const fullName = isSecure ? `__Host-${name}` : `${name}-dev`;
  const flags = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  return {
    name: fullName,
    read(header = "") {
      const pairs = header.split(";").map((pair) => pair.trim());
      const found = pairs.find((pair) => pair.startsWith(`${fullName}=`));
      const value = found?.slice(fullName.length + 1) ?? "";
      return VALUE.test(value) ? value : undefined;
    },
    store: (value, maxAge) => `${fullName}=${value}; Max-Age=${maxAge}; ${flags}`,
    remove: () => `${fullName}=; Max-Age=0; ${flags}`,
  };
}

/** The cookies of the sign-in at this address. */
export interface Cookies {
  /** The session of a signed-in browser. */
  readonly session: Cookie;
  /** Binds a sign-in to the browser in which it was started. */
  readonly browser: Cookie;
}

export const createCookies = (publicUrl: URL): Cookies => ({
  session: createCookie("parley-session", publicUrl),
  browser: createCookie("parley-browser", publicUrl),
});
