// Writes docs/reference from the source. With --check it writes nothing, and fails if a page is outdated or if something
// that a page lists has no description.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { readContract, typesPage } from "./contract.ts";
import { dataModelPage } from "./data-model.ts";
import { reasonsPage } from "./error-reasons.ts";
import { eventsPage } from "./events.ts";
import { proceduresPage, readProcedures } from "./procedures.ts";
import { undocumentedExports } from "./exports.ts";
import { componentsPage, hooksPage } from "./react.ts";
import { openSource, root } from "./source.ts";
import { variablesPage } from "./variables.ts";
import type { Page } from "./markdown.ts";

const folder = join(root, "docs/reference");

interface Reference {
  readonly pages: readonly Page[];
  /** What has no description: of a page, or an export of a package. */
  readonly missing: readonly string[];
}

async function createReference(): Promise<Reference> {
  using source = openSource();
  const contract = await readContract(source);
  const all = readProcedures(source);
  const pages = [
    proceduresPage(contract, all),
    eventsPage(contract),
    typesPage(contract),
    reasonsPage(all),
    hooksPage(source),
    componentsPage(source),
    variablesPage(source),
    dataModelPage(source),
  ];
  const missing = [...pages.flatMap((page) => page.missing), ...undocumentedExports(source)];
  return { pages, missing: [...new Set(missing)] };
}

/** The text as `npm run format` leaves it. */
function format({ file, text }: Page): string {
  const { stdout, stderr, status } = spawnSync(
    join(root, "node_modules/.bin/oxfmt"),
    ["--stdin-filepath", join(folder, file)],
    { input: text, encoding: "utf8", cwd: root },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

function read(file: string): string {
  try {
    return readFileSync(join(folder, file), "utf8");
  } catch {
    return "";
  }
}

const isCheck = process.argv.includes("--check");
const { pages, missing } = await createReference();
mkdirSync(folder, { recursive: true });
const problems = missing.map((it) => `No description: ${it}`);
for (const page of pages) {
  const text = format(page);
  if (text === read(page.file)) continue;
  if (isCheck) problems.push(`Outdated: docs/reference/${page.file}. Run npm run reference.`);
  else writeFileSync(join(folder, page.file), text);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
