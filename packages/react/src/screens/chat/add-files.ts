import type { Uploads } from "@parley/client";
import type { Voice } from "@parley/contract";
import { limits } from "@parley/contract/limits";
import { measureSound } from "../../components/files/measure-sound.ts";
import { completeLabels } from "../../provider/all-labels.ts";
import type { Wording } from "../../provider/wording-context.ts";

/** Files for what is written in a conversation. */
export interface AddedFiles {
  readonly conversationId: string;
  readonly files: readonly File[];
  /** Of a recording. */
  readonly voice: Voice | undefined;
  /** How many more the message may have. */
  readonly room: number;
}

/** Adds files; returns why not all of them were added. */
export async function addFiles(
  uploads: Uploads,
  { conversationId, files, voice, room }: AddedFiles,
  { own, format }: Wording,
): Promise<string | null> {
  const labels = completeLabels(own);
  // A folder that is dropped has no content and no type.
  const wanted = files.filter(({ size }) => size > 0);
  for (const file of wanted.slice(0, room)) {
    const isSound = file.type.startsWith("audio/");
    const measured = voice ?? (isSound ? await measureSound(file) : undefined);
    uploads.add(conversationId, [file], measured && { voice: measured });
  }
  if (wanted.length > room) return labels.tooManyFiles(format.number(limits.filesMax));
  return wanted.length < files.length ? labels.emptyFile : null;
}
