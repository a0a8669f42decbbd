import { parseArgs } from "node:util";
import { LoadProblem } from "./problem.ts";

export interface CommandLine {
  readonly file: string;
  readonly url: string;
}

const DEFAULT_URL = "http://localhost:3000/trpc";

const USAGE = `Usage: pnpm load:conversations FILE [--url ${DEFAULT_URL}]

FILE has one JSON object a line: { "id": …, "messages": [{ "from": "a" | "b", "text": … }] }`;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      // pnpm passes its own separator on.
      args: args.filter((arg) => arg !== "--"),
      allowPositionals: true,
      options: { url: { type: "string", default: DEFAULT_URL } },
    });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new LoadProblem(`${what}\n\n${USAGE}`, { cause });
  }
}

/** Parses the command line; an error comes with the usage. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { positionals, values } = parse(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new LoadProblem(USAGE);
  const url = URL.parse(values.url);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new LoadProblem(`--url ${values.url} is not an http address.\n\n${USAGE}`);
  }
  return { file, url: url.href };
}
