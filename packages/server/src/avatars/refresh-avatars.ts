import {
  type DueAvatar,
  keepFetchedAvatar,
  noteAvatarProblem,
  takeDueAvatar,
} from "@parley/api/housekeeping";
import type { Platform } from "@parley/api/platform";
import type { AvatarProblem, PictureProblem } from "@parley/contract/avatars";
import { singleFlight } from "@parley/concurrency/single-flight";
import type { EncodePicture } from "./encode-picture.ts";
import type { FetchPicture } from "./fetch-picture.ts";

export interface RefreshParts {
  readonly fetchPicture: FetchPicture;
  readonly encodePicture: EncodePicture;
}

/** Polling interval in milliseconds. */
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

/** Fetches all pictures of the host platform that are due, sequentially. Several servers may run it concurrently. */
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

/** Runs it in the background. The result stops it, and waits for the current fetch. */
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
