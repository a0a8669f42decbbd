import type { Voice } from "@parley/contract";
import { limits } from "@parley/contract/limits";

/** Parts of a sound whose loudness is shown. */
const PEAKS = 64;
/** Samples per second: loudness needs no more, and fifteen minutes take 30 MB. */
const RATE = 8_000;

/** The loudest of each of 64 equal parts, in percent of the loudest of all. */
export function peaksOf(samples: ArrayLike<number>): number[] {
  const peaks = Array.from({ length: PEAKS }, () => 0);
  for (let at = 0; at < samples.length; at += 1) {
    const part = Math.floor((at * PEAKS) / samples.length);
    peaks[part] = Math.max(peaks[part] ?? 0, Math.abs(samples[at] ?? 0));
  }
  const loudest = Math.max(...peaks);
  return peaks.map((peak) => (loudest === 0 ? 0 : Math.round((peak / loudest) * 100)));
}

/** How long a sound is, and its loudness; undefined if this browser cannot read it, or if it is too long to be shown so. */
export async function measureSound(sound: Blob): Promise<Voice | undefined> {
  try {
    const context = new OfflineAudioContext(1, 1, RATE);
    const decoded = await context.decodeAudioData(await sound.arrayBuffer());
    const duration = Math.round(decoded.duration * 1_000);
    if (duration < 1 || duration > limits.voiceMax) return undefined;
    return { duration, peaks: peaksOf(decoded.getChannelData(0)) };
  } catch {
    return undefined;
  }
}
