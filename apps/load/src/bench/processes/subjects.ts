import { fileURLToPath } from "node:url";
import type { Protocol } from "../load-generator/commands.ts";
import { signIn } from "./tokens.ts";
import { type Child, startChild } from "./child.ts";
import { type Layout, pinned } from "./cores.ts";

/** The subjects of measurement. */
export type SubjectName = "parley" | "parley-http" | "floor-one" | "floor-batched";

export interface Subject {
  readonly name: SubjectName;
  readonly label: string;
  readonly protocol: Protocol;
}

export const subjects: Readonly<Record<SubjectName, Subject>> = {
  parley: { name: "parley", label: "Parley, over the socket", protocol: "parley-socket" },
  "parley-http": { name: "parley-http", label: "Parley, over HTTP", protocol: "parley-http" },
  "floor-one": { name: "floor-one", label: "Floor: one INSERT per message", protocol: "floor" },
  "floor-batched": {
    name: "floor-batched",
    label: "Floor: batched INSERT and membership check",
    protocol: "floor",
  },
};

/** A server under test, on the serving core. */
export interface RunningSubject extends Pick<Child, "pid" | "stop" | "kill"> {
  readonly url: string;
  /** Lets it collect its garbage, and return the memory to the operating system. */
  collect(): Promise<void>;
}

const parley = fileURLToPath(new URL("../../../../server/src/main.ts", import.meta.url));
const floor = fileURLToPath(new URL("../floor/floor-server.ts", import.meta.url));
const collectGarbage = new URL("collect-garbage.ts", import.meta.url).href;

export interface StartOptions {
  readonly layout: Layout;
  readonly databaseUrl: string;
  readonly port?: number;
  /** More variables for the server, such as BUS_URL. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself, such as --cpu-prof. */
  readonly nodeOptions?: readonly string[];
}

/** The environment of a Parley server of a run. */
export const parleyEnv = ({ databaseUrl, port = 0, env = {} }: Omit<StartOptions, "layout">) => ({
  PORT: String(port),
  HOST: "127.0.0.1",
  DATABASE_URL: databaseUrl,
  BUS_URL: "memory",
  JWT_SECRET: signIn.secret,
  JWT_ISSUER: signIn.issuer,
  JWT_AUDIENCE: signIn.audience,
  // The server is measured without its rate limits.
  RATE_LIMITS: "off",
  NODE_ENV: "production",
  ...env,
});

/** Starts a server, and waits until it listens. */
export async function startSubject(
  { protocol, name }: Subject,
  options: StartOptions,
): Promise<RunningSubject> {
  const { layout, databaseUrl, nodeOptions = [] } = options;
  const node = (...args: string[]) =>
    pinned(layout, "serving", [
      process.execPath,
      "--import",
      collectGarbage,
      ...nodeOptions,
      ...args,
    ]);
  const child =
    protocol === "floor"
      ? startChild({ command: node(floor, name.replace("floor-", ""), databaseUrl), env: {} })
      : startChild({ command: node(parley), env: parleyEnv(options) });
  const url = await child.line(/(?:Parley is ready at|listening) (\S+)/);
  const { pid, stop, kill } = child;
  let collections = 0;
  const collect = async () => {
    collections += 1;
    process.kill(pid, "SIGUSR2");
    await child.line(new RegExp(`collected ${collections}\\b`));
  };
  return { url, pid, stop, kill, collect };
}
