import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Packs every package into a folder, as it is published. */
export function pack(folder: string): void {
  const { NODE_OPTIONS: _, ...env } = process.env;
  const args = ["run", "--silent", "pack", "--", "--pack-destination", folder];
  execFileSync("npm", args, { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
}

/** What a registry answers about a package of which it has one tarball. */
function describe(tarball: string, url: string) {
  const text = execFileSync("tar", ["xOf", tarball, "package/package.json"], { encoding: "utf8" });
  const manifest = JSON.parse(text) as { readonly name: string; readonly version: string };
  const { name, version } = manifest;
  const integrity = `sha512-${createHash("sha512").update(readFileSync(tarball)).digest("base64")}`;
  const dist = { integrity, tarball: url };
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist } },
  };
}

/**
 * Serves the tarballs of a folder as a registry of npm, and redirects requests for other packages to the registry that npm
 * uses. So the commands of the guides can be run before a version is published.
 */
export async function serveRegistry(folder: string, port = 0) {
  const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" }).trim();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "/").slice(1);
    const answer = answers.get(path);
    if (answer !== undefined) response.end(answer);
    else response.writeHead(302, { location: new URL(request.url ?? "/", upstream).href }).end();
  });
  await new Promise<void>((resolve) => void server.listen(port, "127.0.0.1", resolve));
  // It listens on a port, so its address is no path.
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const answers = new Map<string, Buffer | string>();
  for (const file of readdirSync(folder)) {
    const described = describe(join(folder, file), `${url}${file}`);
    answers.set(file, readFileSync(join(folder, file)));
    answers.set(described.name, JSON.stringify(described));
  }
  return { url, close: () => server.close() };
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), "parley-registry-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
  console.log("Packing …");
  pack(folder);
  const { url } = await serveRegistry(folder, Number(process.env["PORT"] ?? 4873));
  console.log(`The packages are at ${url}. In another terminal:

  export npm_config_registry=${url}
`);
}
