import { sql } from "drizzle-orm";

/** A name without case and accents, as `fold` gives it, up to letters that have no plain form. */
export const foldedName = sql`lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f]', '', 'g'))`;
