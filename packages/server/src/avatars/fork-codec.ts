import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** For the process to start, which a busy machine delays, and no picture. */
const START_TIMEOUT = 60_000;

/** `.ts` in the repository, `.js` in the package. */
const extension = extname(import.meta.filename);

/** The path of a program. Its address is written where it is called, by which the build of the package finds it. */
export const programAt = (address: URL): string =>
  fileURLToPath(address).replace(/\.ts$/, extension);

/** No environment, and no permission except reading files and loading the codec. */
const boundsOf = (memory: number) => ({
  env: {},
  execArgv: [
    ...(extension === ".ts" ? ["--conditions=source"] : []),
    "--permission",
    "--allow-addons",
    "--allow-fs-read=*",
    `--max-old-space-size=${memory}`,
    "--no-warnings",
  ],
});

interface Codec<Question> {
  readonly program: string;
  readonly question: Question;
  /** Of the answer, in milliseconds from the question on. */
  readonly timeout: number;
}

/**
 * Asks a program that answers one message with one. A picture that crashes it, or takes too much memory or time, ends only
 * its process: then the answer is undefined. Rejects if the codec cannot be loaded at all.
 */
export const askCodec = <Question extends object, Answer>({
  program,
  question,
  timeout,
}: Codec<Question>): Promise<Answer | undefined> =>
  new Promise((resolve, reject) => {
    const child = fork(program, {
      ...boundsOf(256),
      serialization: "advanced",
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    const killAfter = (time: number) => setTimeout(() => child.kill("SIGKILL"), time);
    let end = killAfter(START_TIMEOUT);
    let complaint = "";
    child.stderr
      ?.setEncoding("utf8")
      .on("data", (text: string) => (complaint += text.slice(0, 2_000)));
    child.on("message", (answer: Answer | "ready") => {
      if (answer !== "ready") {
        resolve(answer);
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
      else resolve(undefined);
    });
  });
