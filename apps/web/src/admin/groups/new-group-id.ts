/** An id for a group that the host platform does not know: 128 random bits, so that no two are the same. */
export function newGroupId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
