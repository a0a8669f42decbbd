import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";

/** Creates a PGlite, with the extension that data directories of older versions use. `dataDir` may be `memory://`. */
export const createPglite = (
  dataDir: string,
  options: Pick<PGliteOptions, "loadDataDir" | "initDbStartParams"> = {},
): Promise<PGlite> => PGlite.create(dataDir, { extensions: { pg_trgm }, ...options });
