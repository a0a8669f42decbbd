import { readFile } from "node:fs/promises";
import { bodySchema } from "@parley/contract/text";
import * as z from "zod";
import { LoadProblem } from "./problem.ts";

const conversationSchema = z.object({
  id: z.string().min(1),
  messages: z.array(z.object({ from: z.enum(["a", "b"]), text: bodySchema })).min(1),
});

/** A conversation of two users, as one line of the file describes it. */
export type SourceConversation = z.output<typeof conversationSchema>;

/** Faults that are listed; a file that is not JSON lines at all would list every line. */
const FAULTS_SHOWN = 5;

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT") throw new LoadProblem(`There is no file ${file}.`, { cause });
    if (code === "EISDIR") throw new LoadProblem(`${file} is a folder.`, { cause });
    if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") {
      throw new LoadProblem(`${file} is not UTF-8 text.`, { cause });
    }
    throw new LoadProblem(`${file} cannot be read (${String(code ?? cause)}).`, { cause });
  }
}

function parseLine(line: string): { value: SourceConversation } | { fault: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { fault: "is not JSON" };
  }
  const { success, data, error } = conversationSchema.safeParse(json);
  if (success) return { value: data };
  const [issue] = error.issues;
  return { fault: `${issue?.path.join(".") || "the line"}: ${issue?.message ?? "is wrong"}` };
}

/** The conversations of a JSON-lines text, in order. Every fault is reported with its line number. */
export function parseConversations(text: string, file: string): SourceConversation[] {
  const lineOfId = new Map<string, number>();
  const faults: string[] = [];
  const conversations: SourceConversation[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const number = index + 1;
    const parsed = parseLine(line);
    if ("fault" in parsed) {
      faults.push(`line ${number}: ${parsed.fault}`);
      continue;
    }
    const { value } = parsed;
    const first = lineOfId.get(value.id);
    if (first !== undefined) faults.push(`line ${number}: has the id of line ${first}`);
    lineOfId.set(value.id, first ?? number);
    conversations.push(value);
  }
  if (faults.length > 0) throw new LoadProblem(describe(file, faults));
  if (conversations.length === 0) throw new LoadProblem(`${file} holds no conversation.`);
  return conversations;
}

function describe(file: string, faults: readonly string[]): string {
  const shown = faults.slice(0, FAULTS_SHOWN).map((fault) => `  ${fault}`);
  const more = faults.length - shown.length;
  const rest = more > 0 ? [`  and ${more} more`] : [];
  return [`${file} cannot be loaded; nothing was sent.`, ...shown, ...rest].join("\n");
}

/** Reads a whole file of conversations, or refuses it with a `LoadProblem` before anything is sent. */
export async function readConversations(file: string): Promise<SourceConversation[]> {
  return parseConversations(await readText(file), file);
}
