import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  consumerEnv,
  dependenciesOn,
  installProgram,
  makeProjectsFolder,
  nodeProgram,
  nodeVersions,
  published,
  root,
  run,
  succeed,
  tarballOf,
  writeIn,
} from "./pack.ts";
import { backEnd, fiveLines, page, type Project, sign } from "./projects.ts";

const folder = makeProjectsFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const tarball = (name: string) => join(inject("tarballs"), tarballOf(name));

function write(project: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) writeIn(join(folder, project), path, text);
}

const managers = ["npm", "pnpm"] as const;
type Manager = (typeof managers)[number];

const install = {
  npm: ["npm", "install", "--no-audit", "--no-fund", "--prefer-offline"],
  pnpm: [
    join(root, "node_modules/.bin/pnpm"),
    "install",
    "--prefer-offline",
    "--no-frozen-lockfile",
  ],
} as const;

/** Creates a project in an empty folder, and installs the packages with one of the package managers. */
async function create(name: string, project: Project, manager: Manager): Promise<void> {
  const manifest = {
    name,
    private: true,
    type: "module",
    dependencies: { ...dependenciesOn(project.parley), ...project.others },
  };
  write(name, {
    ...project.files,
    "package.json": JSON.stringify(manifest),
    ".npmrc": `registry=${inject("registry")}`,
    "pnpm-workspace.yaml": `packages: ["."]\nstrictDepBuilds: false\n`,
  });
  const [command, ...args] = install[manager];
  await succeed(join(folder, name), command, args);
}

/** Programs that a consumer may have. */
const programs = { node20: "", typescript5: "" };
const nodes = nodeVersions.map((version) => ({ node: version, program: nodeProgram(version) }));
const compilerOf = (version: "5.9" | "7") =>
  version === "7" ? join(root, "node_modules/.bin/tsc") : programs.typescript5;

const projects = { page, "back-end": backEnd };

beforeAll(async () => {
  const at = (name: string) => join(folder, name);
  programs.node20 = await installProgram(at("node20"), "node@20.20.2", "node");
  programs.typescript5 = await installProgram(at("typescript5"), "typescript@5.9.3", "tsc");
  for (const [kind, project] of Object.entries(projects)) {
    await Promise.all(managers.map((manager) => create(`${kind}-${manager}`, project, manager)));
  }
});

test.for(published)("PKG-1: publint and attw find nothing in @parley/%s", async (name) => {
  const tool = (program: string) => join(root, "node_modules/.bin", program);
  await succeed(folder, tool("publint"), ["run", "--strict", tarball(name)]);
  await succeed(folder, tool("attw"), [
    "--profile",
    "esm-only",
    "--format",
    "ascii",
    "--exclude-entrypoints=./styles.css",
    tarball(name),
  ]);
});

test.for(published)(
  "PKG-2: @parley/%s has a licence and a guide, and nothing of its development",
  async (name) => {
    const list = await succeed(folder, "tar", ["tf", tarball(name)]);
    const files = list.split("\n").map((path) => path.replace("package/", ""));
    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json"]));
    const foreign = files.filter((path) =>
      /\.test\.|stories|tsconfig|fixtures|(?<!\.d)\.tsx?$/.test(path),
    );
    expect(foreign).toEqual([]);
    const text = await succeed(folder, "tar", ["xOf", tarball(name), "package/package.json"]);
    expect(text).not.toMatch(/"source"|workspace:|catalog:|"devDependencies"|"scripts"/);
  },
);

test("PKG-8: the programs that the server starts as processes of their own are in its package", async () => {
  const sources = globSync("packages/server/src/**/*-process.ts", { cwd: root });
  expect(sources).not.toEqual([]);
  const list = await succeed(folder, "tar", ["tf", tarball("server")]);
  const packed = sources.map((path) =>
    path.replace("packages/server/src", "package/dist").replace(/ts$/, "js"),
  );
  expect(list.split("\n")).toEqual(expect.arrayContaining(packed));
});

/** Of TypeScript, module resolution and skipLibCheck: with both managers each pair occurs. */
const settings = [
  { compiler: "5.9", resolution: "bundler", skipLibCheck: true, manager: "npm" },
  { compiler: "5.9", resolution: "nodenext", skipLibCheck: false, manager: "npm" },
  { compiler: "7", resolution: "bundler", skipLibCheck: false, manager: "npm" },
  { compiler: "7", resolution: "nodenext", skipLibCheck: true, manager: "npm" },
  { compiler: "5.9", resolution: "bundler", skipLibCheck: false, manager: "pnpm" },
  { compiler: "5.9", resolution: "nodenext", skipLibCheck: true, manager: "pnpm" },
  { compiler: "7", resolution: "bundler", skipLibCheck: true, manager: "pnpm" },
  { compiler: "7", resolution: "nodenext", skipLibCheck: false, manager: "pnpm" },
] as const;

const each = settings.flatMap((setting) =>
  (["page", "back-end"] as const).map((kind) => ({ kind, ...setting })),
);

test.for(each)(
  "PKG-3: the $kind compiles with TypeScript $compiler, $resolution, skipLibCheck $skipLibCheck, installed by $manager",
  async ({ kind, compiler, resolution, skipLibCheck, manager }) => {
    const name = `${kind}-${manager}`;
    const file = `tsconfig.${compiler}.${resolution}.json`;
    const compilerOptions = {
      strict: true,
      noEmit: true,
      allowJs: true,
      checkJs: true,
      jsx: "react-jsx",
      target: "es2022",
      lib: ["esnext", ...(kind === "page" ? ["dom", "dom.iterable"] : [])],
      module: resolution === "bundler" ? "esnext" : "nodenext",
      moduleResolution: resolution,
      types: projects[kind].types,
      skipLibCheck,
    };
    write(name, { [file]: JSON.stringify({ compilerOptions, include: ["src"] }) });
    const { output } = await run(join(folder, name), compilerOf(compiler), ["-p", file]);
    // tRPC's declarations name types of browsers, of Node and of ws, wherever they are read.
    const faults = output.split("\n").filter((line) => / error TS/.test(line));
    expect(skipLibCheck ? faults : faults.filter((line) => !line.includes("/@trpc/"))).toEqual([]);
  },
);

test.for(["5.9", "7"] as const)(
  "PKG-7: for a back end TypeScript %s reads no declaration of Drizzle, some of which need drivers that it has not installed",
  async (compiler) => {
    const file = "tsconfig.files.json";
    const compilerOptions = { strict: true, noEmit: true, module: "nodenext", types: ["node"] };
    write("back-end-npm", {
      [file]: JSON.stringify({ compilerOptions, include: ["src/*.ts"] }),
    });
    const project = join(folder, "back-end-npm");
    const files = await succeed(project, compilerOf(compiler), ["-p", file, "--listFilesOnly"]);
    for (const name of ["server", "api", "client"]) expect(files).toContain(`/@parley/${name}/`);
    expect(files).not.toContain("drizzle-orm");
  },
);

test.for(["5.9", "7"] as const)(
  "PKG-4: for a client of five lines TypeScript %s reads at most 120 files",
  async (compiler) => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: "es2022",
      module: "esnext",
      moduleResolution: "bundler",
      types: [],
      skipLibCheck: true,
    };
    write("page-npm", {
      "five/lines.ts": fiveLines,
      "five/tsconfig.json": JSON.stringify({ compilerOptions }),
    });
    const project = join(folder, "page-npm");
    const report = await succeed(project, compilerOf(compiler), [
      "-p",
      "five",
      "--extendedDiagnostics",
    ]);
    const figure = (name: string) => Number(new RegExp(`^${name}: +(\\d+)`, "m").exec(report)?.[1]);
    console.log(`${figure("Files")} files, ${figure("Instantiations")} instantiations`);
    expect(figure("Files")).toBeLessThanOrEqual(120);
    expect(figure("Instantiations")).toBeLessThanOrEqual(25_000);
  },
);

/** What is installed, with the copies of each package. */
function installed(project: string): Map<string, number> {
  const paths = globSync(
    "node_modules/{.pnpm/*/node_modules/,**/node_modules/,}{[!@.]*,@*/*}/package.json",
    {
      cwd: join(folder, project),
    },
  );
  const versions = new Set(
    paths.map((path) => {
      const { name, version: of } = JSON.parse(
        readFileSync(join(folder, project, path), "utf8"),
      ) as {
        readonly name: string;
        readonly version: string;
      };
      return `${name} ${of}`;
    }),
  );
  const copies = new Map<string, number>();
  for (const named of versions) {
    const [name = ""] = named.split(" ");
    copies.set(name, (copies.get(name) ?? 0) + 1);
  }
  return copies;
}

test.for(managers)(
  "PKG-5: a page that %s installs has one tRPC, and nothing of the server",
  (manager) => {
    const copies = installed(`page-${manager}`);
    expect(copies.get("@trpc/client")).toBe(1);
    expect(copies.get("@trpc/server")).toBe(1);
    expect(copies.get("@parley/client")).toBe(1);
    for (const name of ["@parley/api", "@parley/db", "drizzle-orm", "pg", "fastify", "vitest"])
      expect(copies.has(name), name).toBe(false);
  },
);

const runs = managers.flatMap((manager) => nodes.map((node) => ({ manager, ...node })));

test.for(runs)(
  "PKG-3: Vite on Node $node builds the page that $manager installed",
  async ({ manager, program }) => {
    const project = join(folder, `page-${manager}`);
    await succeed(project, program, ["node_modules/vite/bin/vite.js", "build"]);
    const [style = ""] = globSync("dist/assets/*.css", { cwd: project });
    expect(readFileSync(join(project, style), "utf8")).toContain("--parley-accent");
  },
);

test.for(runs)(
  "PKG-3: tests in process pass on Node $node, installed by $manager",
  async ({ manager, program }) => {
    await succeed(join(folder, `back-end-${manager}`), program, ["--test", "src/kit.test.js"]);
  },
);

/** Starts the host on its Node, and returns its address. */
async function startHost(args: readonly string[]) {
  const host = spawn(nodeProgram("22.12"), ["src/host.js", ...args], {
    cwd: join(folder, "back-end-npm"),
    env: consumerEnv(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(host, "exit");
  for await (const line of createInterface({ input: host.stdout })) {
    const address = /^listening at (\S+)$/.exec(line)?.[1];
    if (address !== undefined) return { address, host, ended };
  }
  throw new Error("the host ended before it listened");
}

test("PKG-3: a script writes through a host with the plugin, on both Nodes and installed by both package managers", async () => {
  const secret = "a secret of this check, longer than thirty-two bytes";
  const data = mkdtempSync(join(tmpdir(), "parley-consumers-data-"));
  const { address, host, ended } = await startHost([data, secret]);
  try {
    const tokens = [
      sign(secret, { sub: "platform", scope: "parley:service" }),
      sign(secret, { sub: "ada" }),
      sign(secret, { sub: "ben" }),
    ];
    for (const { manager, program } of runs) {
      const project = join(folder, `back-end-${manager}`);
      const args = ["src/script.js", `${address}/parley/trpc`, ...tokens];
      expect(await succeed(project, program, args)).toBe("received: Good morning\n");
    }
  } finally {
    host.kill("SIGTERM");
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
});

test("PKG-6: on an older Node the first line of the error says which one is needed", async () => {
  const { code, errors } = await run(join(folder, "back-end-npm"), programs.node20, [
    "--input-type=module",
    "--eval",
    'import "@parley/api/testing"',
  ]);
  expect(code).not.toBe(0);
  expect(errors).toMatch(/^Error: Parley needs Node 22\.12 or newer, and this is Node 20\./m);
});
