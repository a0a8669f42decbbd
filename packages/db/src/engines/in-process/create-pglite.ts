import { PGlite } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";

/** Creates a PGlite, with the extension that data directories of older versions use. `dataDir` may be `memory://`. */
export const createPglite = (dataDir: string, loadDataDir?: Blob): Promise<PGlite> =>
  PGlite.create(dataDir, {
    extensions: { pg_trgm },
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
  });
