/** Whether an `If-None-Match` matches. Weak validators match too: proxies create them from ours (RFC 9110, 13.1.2). */
export const isKnown = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  header.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^W\//, "")));
