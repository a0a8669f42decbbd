import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Env, readEnv, variableNames } from "./env.ts";
import { defaultTimeouts } from "@parley/server/timeouts";
import {
  readCompose,
  readDeployFile,
  readEnvExample,
  readKubernetes,
} from "./testing/deploy-files.ts";

const inRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const dockerfile = readDeployFile("Dockerfile");
const health = readFileSync(inRoot("packages/server/src/http/health.ts"), "utf8");

/** The longest graceful shutdown of a server, in seconds: after it `run.ts` ends the process. */
const stopSeconds = Number(
  /^const LAST_RESORT = (\d+)_000;$/m.exec(
    readFileSync(inRoot("apps/server/src/run.ts"), "utf8"),
  )?.[1],
);

/** What a server reads from such an environment; a name that it does not read is an error. */
function readAsServer(environment: Readonly<Record<string, string>>): Env {
  expect(Object.keys(environment).filter((name) => !variableNames.includes(name))).toEqual([]);
  return readEnv(environment);
}

test("DEP-1: the compose file starts two equal servers, with its PostgreSQL, its NATS and behind its Caddy", () => {
  const given = readEnvExample();
  const { services, volumes, networks } = readCompose(given);
  const servers = Object.entries(services).filter(([name]) => name.startsWith("parley-"));
  expect(servers.map(([name]) => name)).toEqual(["parley-1", "parley-2"]);
  for (const [, server] of servers) {
    const env = readAsServer(server.environment ?? {});
    expect(env.identity.mode).toBe("secret");
    expect(env.host).toBe("0.0.0.0");
    expect(env.trustedProxies).toEqual([networks.default.ipam.config[0].subnet]);
    expect(Number.parseInt(server.stop_grace_period ?? "", 10)).toBeGreaterThan(stopSeconds);
    const upstreams = servers.map(([name]) => `${name}:${env.port}`).join(" ");
    expect(readDeployFile("Caddyfile")).toContain(`{$PARLEY_UPSTREAMS:${upstreams}}`);
    const database = new URL(env.databaseUrl ?? "");
    const postgres = services[database.hostname];
    expect(postgres?.environment).toEqual({
      POSTGRES_USER: database.username,
      POSTGRES_PASSWORD: database.password,
      POSTGRES_DB: database.pathname.slice(1),
    });
    if (env.bus.kind !== "nats") throw new Error("two servers need a bus");
    expect(services[new URL(env.bus.url).hostname]?.image).toMatch(/^nats:/);
  }
  const mounts = Object.values(services).flatMap((service) => service.volumes ?? []);
  for (const source of mounts.map((mount) => mount.split(":")[0] ?? "")) {
    const isThere = source.startsWith(".")
      ? existsSync(inRoot(`deploy/${source}`))
      : source in volumes;
    expect(isThere, source).toBe(true);
  }
  expect(services["parley-1"]?.build).toEqual({ context: "..", dockerfile: "deploy/Dockerfile" });
});

test("DEP-1: the compose file starts nothing without a password and a key", () => {
  expect(() => readCompose({ ...readEnvExample(), POSTGRES_PASSWORD: "" })).toThrow(
    "POSTGRES_PASSWORD: set it in deploy/.env",
  );
  expect(() => readCompose({ ...readEnvExample(), JWT_SECRET: "" })).toThrow("JWT_SECRET");
});

test("DEP-1: the Kubernetes example is a valid configuration", () => {
  const { kinds, get } = readKubernetes();
  expect(new Set(kinds).size).toBe(kinds.length);
  const [container] = get("Deployment").spec.template.spec.containers;
  const [{ configMapRef }, { secretRef }] = container.envFrom;
  expect(configMapRef.name).toBe(get("ConfigMap").metadata.name);
  expect(secretRef.name).toBe(get("Secret").metadata.name);
  const given = { ...get("ConfigMap").data, ...get("Secret").stringData };
  // The placeholder is too short for a key: a server cannot be started with it by accident.
  expect(() => readAsServer(given)).toThrow("JWT_SECRET must be at least 32 bytes long.");
  const env = readAsServer({ ...given, JWT_SECRET: readEnvExample()["JWT_SECRET"] ?? "" });
  const portOf = (name: string) =>
    container.ports.find((port) => port.name === name)?.containerPort;
  expect({ http: portOf("http"), metrics: portOf("metrics") }).toEqual({
    http: env.port,
    metrics: env.metrics?.port,
  });
});

test("DEP-1: Kubernetes uses the server's health and traffic ports, and waits for its shutdown", () => {
  const { get } = readKubernetes();
  const { selector, template } = get("Deployment").spec;
  const [container] = template.spec.containers;
  for (const [probe, path] of [
    [container.startupProbe, "/healthz"],
    [container.livenessProbe, "/healthz"],
    [container.readinessProbe, "/readyz"],
  ] as const) {
    expect(probe.httpGet).toEqual({ path, port: "http" });
    expect(health).toContain(`app.get("${path}"`);
  }
  const app = template.metadata.labels;
  expect(selector.matchLabels).toEqual(app);
  expect(get("PodDisruptionBudget").spec.selector.matchLabels).toEqual(app);
  expect(get("PodDisruptionBudget").spec.minAvailable).toBeLessThan(
    get("Deployment").spec.replicas,
  );
  const service = get("Service");
  expect(service.spec.selector).toEqual(app);
  expect(container.ports.map(({ name }) => name)).toContain(service.spec.ports[0].targetPort);
  const { backend } = get("Ingress").spec.rules[0].http.paths[0];
  expect(backend.service).toEqual({
    name: service.metadata.name,
    port: { name: service.spec.ports[0].name },
  });
  const pause = Number(container.lifecycle.preStop.exec.command[1]);
  expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThan(pause + stopSeconds);
});

test("DEP-1: every stop timeout agrees with the server", () => {
  const { drainPatience } = defaultTimeouts;
  expect(stopSeconds * 1_000).toBeGreaterThan(drainPatience);
  const sentence = `for up to ${drainPatience / 1_000} seconds, and ends within ${stopSeconds} seconds`;
  for (const path of ["deploy/Dockerfile", "docs/operations.md"]) {
    const text = readFileSync(inRoot(path), "utf8").replaceAll(/\s+(# )?/g, " ");
    expect(text, path).toContain(sentence);
  }
});

test("DEP-2: the image has the Node of the repository, and runs without privileges", () => {
  const { catalog }: { catalog: Record<string, string> } = parse(
    readFileSync(inRoot("pnpm-workspace.yaml"), "utf8"),
  );
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  const outside = images.filter((image) => image !== "sources");
  expect(new Set(outside)).toEqual(new Set([`node:${catalog["node"]}-slim`]));
  const last = dockerfile.slice(dockerfile.lastIndexOf("\nFROM "));
  expect(last.indexOf("USER node")).toBeGreaterThan(last.lastIndexOf("COPY "));
  expect(last).toContain("/healthz");
  const port = /^EXPOSE (\d+)$/m.exec(last)?.[1];
  expect(Number(port)).toBe(readEnv({}).port);
  expect(last).toContain(`PORT=${port}`);
});

test("DEP-2: the sources of the image exist, without secrets and tests", () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = ""]) =>
    paths.split(" "),
  );
  expect(copied.filter((path) => !existsSync(inRoot(path)))).toEqual([]);
  const ignored = readFileSync(inRoot(".dockerignore"), "utf8").split("\n");
  expect(ignored).toEqual(
    expect.arrayContaining([".git", "deploy", ".parley", "**/node_modules", "**/*.test.ts"]),
  );
  expect(ignored.filter((line) => copied.includes(line))).toEqual([]);
});
