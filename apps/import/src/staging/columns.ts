/** The staging type of a column. */
type ColumnType = "int" | "text" | "id" | "time" | "exact" | "uuid" | "bool";

type Columns = Readonly<Record<string, ColumnType>>;

/** The origin of a row in the export. */
const line = { line: "int" } as const;

/**
 * The contents of the export as temporary tables: dropped with the connection, and bounded by the disk of the database
 * instead of by memory.
 */
export const staged = {
  refused: { part: "text", ...line, field: "text", problem: "text" },
  remarks: { part: "text", ...line, field: "text", problem: "text" },
  old_users: {
    ...line,
    id: "id",
    kind: "text",
    email: "text",
    name: "text",
    role: "text",
    avatar_url: "text",
    status: "text",
    last_seen_at: "time",
    created_at: "time",
  },
  old_groups: {
    ...line,
    id: "id",
    name: "text",
    mentor_id: "id",
    state: "text",
    ends_at: "time",
    created_at: "time",
    conversation_id: "uuid",
  },
  old_members: { ...line, group_id: "id", user_id: "id" },
  old_contacts: { ...line, owner_id: "id", contact_id: "id", created_at: "time" },
  old_blocks: { ...line, blocker_id: "id", blocked_id: "id", created_at: "time" },
  old_conversations: {
    ...line,
    id: "id",
    conversation_id: "uuid",
    group_id: "id",
    low_user: "id",
    high_user: "id",
    created_at: "time",
  },
  old_participants: {
    ...line,
    user_id: "id",
    /** Whether the export has this user's read state. */
    tells_reading: "bool",
    last_read: "exact",
    left_at: "time",
    left_exact: "exact",
    cleared: "exact",
    archived_at: "time",
    pinned_at: "time",
    muted_until: "time",
  },
  old_messages: {
    ...line,
    id: "id",
    message_id: "uuid",
    conversation: "id",
    sender_id: "id",
    body: "text",
    search_text: "text",
    reply_to: "id",
    tells_reading: "bool",
    is_read: "bool",
    created_at: "time",
    created_exact: "exact",
    edited_at: "time",
    deleted_at: "time",
  },
  /** `at` is the place in the message, from 0. */
  old_files: { ...line, at: "int", file_id: "uuid", path: "text", name: "text", alt: "text" },
  old_readers: { ...line, user_id: "id" },
} as const satisfies Readonly<Record<string, Columns>>;

type Staged = typeof staged;
export type StagedTable = keyof Staged;

type ValueOf<Type extends ColumnType> = Type extends "int"
  ? number
  : Type extends "bool"
    ? boolean
    : string;

/** A row of such a table. `line` is always known; anything else may be absent. */
export type StagedRow<Name extends StagedTable> = {
  readonly [Column in keyof Staged[Name]]: Staged[Name][Column] extends "int"
    ? number
    : Staged[Name][Column] extends ColumnType
      ? ValueOf<Staged[Name][Column]> | null
      : never;
};

export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  int: "integer",
  text: "text",
  // Compared byte by byte, like the ids that they become.
  id: 'text collate "C"',
  time: "timestamptz(3)",
  // A time with every written digit, which sorts byte by byte.
  exact: 'text collate "C"',
  uuid: "uuid",
  bool: "boolean",
};
