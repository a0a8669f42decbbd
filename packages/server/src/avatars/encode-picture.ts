import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { type AvatarImages, createConcurrencyLimiter } from "@parley/api/platform";
import { avatarSizes, type PictureProblem } from "@parley/contract/avatars";
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
/** For the process to start, which a busy machine delays, and no picture. */
const START_TIMEOUT = 60_000;

/** `.ts` in the repository, `.js` in the package. */
const extension = extname(import.meta.filename);
const program = fileURLToPath(new URL("./encode-process.ts", import.meta.url)).replace(
  /\.ts$/,
  extension,
);

/** No environment, and no permission except reading files and loading the codec. */
const bounds = {
  env: {},
  execArgv: [
    ...(extension === ".ts" ? ["--conditions=source"] : []),
    "--permission",
    "--allow-addons",
    "--allow-fs-read=*",
    "--max-old-space-size=256",
    "--no-warnings",
  ],
};

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

/**
 * A picture that crashes the codec, or takes too much memory or time, ends only its process. Rejects if the codec
 * cannot be loaded at all.
 */
const encodeIn = (question: EncodeQuestion, timeout: number): Promise<EncodeAnswer> =>
  new Promise((resolve, reject) => {
    const child = fork(program, {
      ...bounds,
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const killAfter = (time: number) => setTimeout(() => child.kill("SIGKILL"), time);
    let end = killAfter(START_TIMEOUT);
    let complaint = "";
    child.stderr
      ?.setEncoding("utf8")
      .on("data", (text: string) => (complaint += text.slice(0, 2_000)));
    child.on("message", (answer: EncodeAnswer | "ready") => {
      if (answer !== "ready") {
        resolve(withBuffers(answer));
        return;
      }
      clearTimeout(end);
      end = killAfter(timeout);
      child.send(question, (fault) => fault && child.kill("SIGKILL"));
    });
    child.once("error", reject);
    child.once("close", () => {
      clearTimeout(end);
      const cannotLoad = /ERR_MODULE_NOT_FOUND|ERR_DLOPEN|Could not load the "sharp" module/.test(
        complaint,
      );
      if (cannotLoad) reject(new Error("the picture codec cannot be loaded", { cause: complaint }));
      else resolve({ ok: false, problem: "damaged" });
    });
  });

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
