import type { FreshFigure } from "./fresh.ts";
import type { ReadFigure } from "./reads.ts";
import type { SendFigures } from "./sends.ts";

const nowhere = { fastest: Number.NaN, p50: Number.NaN, p99: Number.NaN };
const whole = (value: number) => Math.round(value).toLocaleString("en");
const milliseconds = (value: number) => value.toFixed(value < 10 ? 2 : 1);

/** Send rates as Markdown. */
export const sendTable = (engine: string, figures: readonly SendFigures[]): string =>
  [
    `| ${engine} | Sends per second | Bare \`INSERT\`s per second | Ratio | Statements per send |`,
    "| --- | ---: | ---: | ---: | ---: |",
    ...figures.map(
      ({ together, sends, inserts, ratio, statementsPerSend }) =>
        `| ${together} at a time | ${whole(sends)} | ${whole(inserts)} | ${ratio.toFixed(2)} | ${statementsPerSend.toFixed(3)} |`,
    ),
    "",
  ].join("\n");

/** Read times as Markdown: of the default sessions, and of those whose planner may use sequential scans. */
export const readTable = (figures: readonly ReadFigure[]): string =>
  [
    "| Milliseconds | fastest | p50 | p99 | fastest, `seqscan` on | p50, `seqscan` on |",
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...figures.map(({ title, spreads: [usual, free] }) => {
      const { fastest, p50, p99 } = usual ?? nowhere;
      const columns = [fastest, p50, p99, (free ?? nowhere).fastest, (free ?? nowhere).p50];
      return `| ${title} | ${columns.map(milliseconds).join(" | ")} |`;
    }),
    "",
  ].join("\n");

/** Window by window, for sessions without and with sequential scans. */
export const freshTable = (off: readonly FreshFigure[], on: readonly FreshFigure[]): string =>
  [
    "| Messages so far | Sends per second | Sends per second, `seqscan` on | New events, ms | New events, ms, `seqscan` on |",
    "| ---: | ---: | ---: | ---: | ---: |",
    ...off.map(({ messages, sends, news }, at) => {
      const other = on[at];
      const rates = [messages, sends, other?.sends ?? Number.NaN].map(whole);
      return `| ${[...rates, milliseconds(news), milliseconds(other?.news ?? Number.NaN)].join(" | ")} |`;
    }),
    "",
  ].join("\n");
