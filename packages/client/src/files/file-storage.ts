import type { Voice } from "@parley/contract";

/** A chosen file as it is stored beyond the page. */
export interface StoredFile {
  readonly id: string;
  readonly conversationId: string;
  readonly name: string;
  readonly type: string;
  readonly alt: string | undefined;
  readonly voice: Voice | undefined;
  readonly messageId: string | undefined;
  readonly blob: Blob;
}

/** Storage of files that are not sent yet. It may fail at any time: uploads continue without it. */
export interface FileStorage {
  load(): Promise<StoredFile[]>;
  put(file: StoredFile): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Keeps files in the page alone. */
export const memoryFileStorage: FileStorage = {
  load: async () => [],
  put: async () => undefined,
  remove: async () => undefined,
};
