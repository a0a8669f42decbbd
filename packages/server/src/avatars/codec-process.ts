import sharp from "sharp";

/** How often memory is looked at, in milliseconds. */
const LOOK_EVERY = 20;

/** `sharp` with only the decoders of the types that the contract names. */
export function restrictCodec(): void {
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({
    operation: ["Jpeg", "Png", "Webp", "Nsgif", "Heif"].map(
      (name) => `VipsForeignLoad${name}Buffer`,
    ),
  });
  sharp.cache(false);
  sharp.concurrency(1);
}

interface Codec<Question, Answer> {
  readonly answer: (question: Question) => Promise<Answer>;
  /** The answer if that fails. */
  readonly failed: Answer;
  /** Bytes of memory beyond which this process ends. */
  readonly memoryMax: number;
}

/** Answers one question of the process that has started this one, and ends. See `askCodec`. */
export function answerOnce<Question, Answer>({
  answer,
  failed,
  memoryMax,
}: Codec<Question, Answer>): void {
  process.once("message", (question: Question) => {
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() > memoryMax) process.exit(1);
    }, LOOK_EVERY);
    void answer(question)
      .catch(() => failed)
      .then((result) => process.send?.(result, undefined, undefined, () => process.exit(0)))
      .finally(() => clearInterval(watch));
  });
  process.once("disconnect", () => process.exit(1));
  process.send?.("ready");
}
