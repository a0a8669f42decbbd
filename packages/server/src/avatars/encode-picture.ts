import { type AvatarImages, createConcurrencyLimiter } from "@parley/api/platform";
import { avatarSizes, type PictureProblem } from "@parley/contract/avatars";
import { askCodec, programAt } from "./fork-codec.ts";
import { type PictureType, pictureTypeOf } from "./picture-type.ts";

/** The result of encoding a picture. */
export type EncodeAnswer =
  | { readonly ok: true; readonly images: AvatarImages }
  | { readonly ok: false; readonly problem: PictureProblem };

/** A picture as the child process receives it. */
export interface EncodeQuestion {
  readonly bytes: Uint8Array;
  readonly type: PictureType;
}

export type EncodePicture = (bytes: Uint8Array) => Promise<EncodeAnswer>;

export interface EncodePictureOptions {
  /** Concurrent processes. */
  readonly places?: number | undefined;
  /** Time limit of one picture, in milliseconds. */
  readonly timeout?: number | undefined;
}

const PLACES = 2;
const WAITING_MAX = 50;
const TIMEOUT = 10_000;

const program = programAt(new URL("./encode-process.ts", import.meta.url));

/** The process answers with buffers as structured clone returns them. */
function withBuffers(answer: EncodeAnswer): EncodeAnswer {
  if (!answer.ok) return answer;
  const { images } = answer;
  const [a, b, c] = avatarSizes;
  return {
    ok: true,
    images: {
      [a]: Buffer.from(images[a]),
      [b]: Buffer.from(images[b]),
      [c]: Buffer.from(images[c]),
    },
  };
}

async function encodeIn(question: EncodeQuestion, timeout: number): Promise<EncodeAnswer> {
  const answer = await askCodec<EncodeQuestion, EncodeAnswer>({ program, question, timeout });
  return answer === undefined ? { ok: false, problem: "damaged" } : withBuffers(answer);
}

/** Creates the encoder of pictures: decodes, turns, crops to squares and encodes, in one process per picture. */
export function createEncodePicture({
  places = PLACES,
  timeout = TIMEOUT,
}: EncodePictureOptions = {}): EncodePicture {
  const turns = createConcurrencyLimiter({ permits: places, waitingMax: WAITING_MAX });
  return async (bytes) => {
    const type = pictureTypeOf(bytes);
    if (type === undefined) return { ok: false, problem: "notAPicture" };
    return turns.run(() => encodeIn({ bytes, type }, timeout));
  };
}
