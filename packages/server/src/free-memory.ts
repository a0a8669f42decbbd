/** Frees the memory of bytes that nobody needs any more, if it holds nothing else; a garbage collection would come later. */
export function freeMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
