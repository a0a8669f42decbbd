import { createConcurrencyLimiter } from "@parley/api/platform";
import { askCodec, programAt } from "../avatars/fork-codec.ts";

/** An image to encode, and the folder for its variants. */
export interface ImageQuestion {
  readonly path: string;
  readonly into: string;
}

/** The variants are in the folder. */
export type ImageAnswer =
  | {
      readonly ok: true;
      readonly type: string;
      readonly width: number;
      readonly height: number;
      readonly color: string;
    }
  | { readonly ok: false; readonly problem: "type_refused" | "too_many_pixels" | "damaged" };

export type EncodeImage = (question: ImageQuestion) => Promise<ImageAnswer>;

const PLACES = 2;
const WAITING_MAX = 1_000;
const TIMEOUT = 30_000;

const program = programAt(new URL("./image-process.ts", import.meta.url));

/** Creates the encoder of images: turned, without metadata, in three sizes, in one process per image. */
export function createEncodeImage({ timeout = TIMEOUT } = {}): EncodeImage {
  const turns = createConcurrencyLimiter({ permits: PLACES, waitingMax: WAITING_MAX });
  return (question) =>
    turns.run(async () => {
      const answer = await askCodec<ImageQuestion, ImageAnswer>({ program, question, timeout });
      return answer ?? { ok: false, problem: "damaged" };
    });
}
