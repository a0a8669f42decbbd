import type { DatabaseTarget } from "@parley/db/connect";
import type { Env } from "./env.ts";

/** Which database the environment names: an external one by its address, else the embedded one. */
export const databaseTarget = ({
  databaseUrl: url,
  databaseDirectUrl: directUrl,
  dataDir,
}: Pick<Env, "databaseUrl" | "databaseDirectUrl" | "dataDir">): DatabaseTarget =>
  url === undefined ? { engine: "embedded", dataDir } : { engine: "postgres", url, directUrl };
