import { index, primaryKey, uuid } from "drizzle-orm/pg-core";
import { hostId, moment, parley } from "./columns.ts";

/**
 * Running server processes, each with a lease that it renews. The migration makes this table and the next UNLOGGED:
 * their contents are valid only while the processes that wrote them run.
 */
export const servers = parley.table("servers", {
  id: uuid("id").primaryKey(),
  expiresAt: moment("expires_at").notNull(),
});

/** Which user is connected to which process. */
export const presences = parley.table(
  "presences",
  {
    userId: hostId("user_id").notNull(),
    serverId: uuid("server_id")
      .notNull()
      .references(() => servers.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.serverId] }),
    index("presences_server").on(t.serverId),
  ],
);
