import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";

const template = join(import.meta.dirname, "template");

const USAGE = `Usage: npm create parley FOLDER

Creates an Express and React project with its own login, its own tables and Parley.`;

/** @param {string} text */
const print = (text) => void process.stdout.write(`${text}\n`);

/** What the user has to change; the message is one line. */
class UsageError extends Error {}

/** @param {readonly string[]} words */
async function folderOf(words) {
  const [folder, ...rest] = words;
  const option = words.find((word) => word.startsWith("-"));
  if (option !== undefined) throw new UsageError(`There is no option ${option}. ${USAGE}`);
  if (rest.length > 0) throw new UsageError(`Give one folder, not ${words.length}. ${USAGE}`);
  if (folder !== undefined && folder.trim() !== "") return folder.trim();
  if (!process.stdin.isTTY) throw new UsageError(`Give the name of a folder. ${USAGE}`);
  const terminal = createInterface(process.stdin, process.stdout);
  try {
    const answer = await terminal.question("Name of the folder (parley-app): ");
    return answer.trim() === "" ? "parley-app" : answer.trim();
  } finally {
    terminal.close();
  }
}

/**
 * Creates the folder. One that has been made for the project, with nothing but the data of Git, is used.
 * @param {string} path
 */
async function makeFolder(path) {
  const name = relative("", path) || ".";
  try {
    await mkdir(path, { recursive: true });
    const found = await readdir(path);
    if (found.every((entry) => entry === ".git")) return;
  } catch (error) {
    // Of the file system, so it has a code.
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    const why = code === "EEXIST" || code === "ENOTDIR" ? "a file is in the way" : code;
    throw new UsageError(`The folder ${name} cannot be created: ${why}.`);
  }
  throw new UsageError(`The folder ${name} is not empty: choose another name, or empty it.`);
}

/**
 * A name that npm accepts.
 * @param {string} path
 */
const packageName = (path) =>
  basename(path)
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "")
    .slice(0, 214) || "parley-app";

/**
 * Writes a project into an empty folder, which is created if it is absent.
 * @param {string} path
 */
async function create(path) {
  if (!existsSync(template)) throw new UsageError("Run `node copy-template.js` first.");
  await makeFolder(path);
  await cp(template, path, { recursive: true });
  // npm leaves files of this name out of packages.
  await rename(join(path, "gitignore"), join(path, ".gitignore"));
  const manifest = await readFile(join(path, "package.json"), "utf8");
  const name = JSON.stringify(packageName(path));
  await writeFile(join(path, "package.json"), manifest.replace(/(?<="name": )".*?"/, name));
}

/**
 * The command: creates a project, and prints what to do next.
 * @param {readonly string[]} words
 */
export async function run(words) {
  if (words.includes("--help") || words.includes("-h")) return print(USAGE);
  try {
    const folder = await folderOf(words);
    await create(resolve(folder));
    print(`
Created ${folder}. Next:

  cd ${folder}
  npm install
  npm run dev

Then sign in at http://localhost:3000 as ada@example.org, and in another browser as ben@example.org; the password of both
is "password". README.md says which lines concern Parley.`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`create-parley: ${error.message}\n`);
    process.exitCode = 1;
  }
}
