import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** The environment of a new terminal: no script has put node_modules/.bin on the PATH. */
function terminal(): NodeJS.ProcessEnv {
  const path = (process.env["PATH"] ?? "").split(delimiter);
  return {
    ...process.env,
    PATH: path.filter((part) => !part.includes("node_modules")).join(delimiter),
  };
}

const inTerminal = (command: string, args: string[]) =>
  spawnSync(command, args, {
    cwd: root,
    env: terminal(),
    encoding: "utf8",
    shell: process.platform === "win32",
  });

function pinnedNode(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(root, "node_modules/node/package.json"), "utf8"),
  );
  return `v${version}`;
}

test("every script runs on the pinned Node, whatever Node the machine has", () => {
  const own = inTerminal("node", ["--version"]).stdout.trim();
  const scripts = inTerminal("npm", ["run", "--silent", "node", "--", "--version"]).stdout.trim();
  expect(scripts, `the machine's own Node is ${own}`).toBe(pinnedNode());
  expect(process.version).toBe(pinnedNode());
});

test("a complete install is not changed", () => {
  const { status, stdout, stderr } = inTerminal("node", [".ci/install.mjs"]);
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
});
