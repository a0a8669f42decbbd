import {
  type DueAvatar,
  keepFetchedAvatar,
  noteAvatarProblem,
  takeDueAvatar,
} from "@parley/api/domain/avatars/avatars";
import type { Platform } from "@parley/api/domain/context";
import type { AvatarProblem, PictureProblem } from "@parley/contract/avatars";
import { singleFlight } from "@parley/concurrency/single-flight";
import type { EncodePicture } from "./encode-picture.ts";
import type { FetchPicture } from "./fetch-picture.ts";

export interface RefreshParts {
  readonly fetchPicture: FetchPicture;
  readonly encodePicture: EncodePicture;
}

/** Milliseconds between two looks at what is due. */
const INTERVAL = 10_000;

const problems: Readonly<Record<PictureProblem, AvatarProblem>> = {
  notAPicture: "not_a_picture",
  tooManyPixels: "too_many_pixels",
  damaged: "damaged",
};

async function refresh(platform: Platform, due: DueAvatar, parts: RefreshParts): Promise<void> {
  const fetched = await parts.fetchPicture(due.url);
  if (!fetched.ok) return noteAvatarProblem(platform, { due, problem: fetched.problem });
  const encoded = await parts.encodePicture(fetched.bytes);
  if (encoded.ok) return keepFetchedAvatar(platform, { due, images: encoded.images });
  return noteAvatarProblem(platform, { due, problem: problems[encoded.problem] });
}

/** Fetches every picture of the host platform that is due, one after the other. Several servers may do it at once. */
export async function refreshDueAvatars(
  platform: Platform,
  parts: RefreshParts,
  signal?: AbortSignal,
): Promise<void> {
  while (signal?.aborted !== true) {
    const due = await takeDueAvatar(platform);
    if (due === undefined) return;
    await refresh(platform, due, parts);
  }
}

/** Does so in the background. The result stops it, and waits for the picture that is being fetched. */
export function startAvatarRefresh(
  platform: Platform,
  {
    onFault,
    interval = INTERVAL,
    ...parts
  }: RefreshParts & { onFault: (fault: unknown) => void; interval?: number },
): () => Promise<void> {
  const stopping = new AbortController();
  const refreshAll = singleFlight(() =>
    refreshDueAvatars(platform, parts, stopping.signal).catch(onFault),
  );
  const timer = setInterval(() => void refreshAll(), interval);
  timer.unref();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await refreshAll();
  };
}
