/** How the bytes of files reach the server. */
export interface FileTransport {
  /**
   * Sends a part of an upload, and resolves to the offset at which the next one begins, which is another one if the part was
   * not the next. Rejects with an error whose reason `reasonOf` returns.
   */
  append(fileId: string, offset: number, part: Blob): Promise<number>;
}
