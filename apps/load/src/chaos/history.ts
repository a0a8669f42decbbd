/** A message as its writer wrote it. `seq` is the number in the server's response; null without a response. */
export interface Sent {
  readonly id: string;
  readonly sender: string;
  readonly conversationId: string;
  readonly seq: number | null;
}

/** The contents of one stream, in the order of arrival. */
export type Arrival =
  | { readonly kind: "message"; readonly cursor: number; readonly message: Stored }
  | { readonly kind: "other" | "resync"; readonly cursor: number };

export interface Stored {
  readonly id: string;
  readonly conversationId: string;
  readonly seq: number;
}

export interface Reader {
  readonly id: string;
  /** The number of the last event before the run. */
  readonly cursor: number;
  readonly conversationIds: readonly string[];
  readonly arrivals: readonly Arrival[];
}

/** All that a run recorded. The checker knows nothing else: no clock, no fault, no server. */
export interface History {
  /** Those of one sender in the order of writing. */
  readonly sent: readonly Sent[];
  readonly readers: readonly Reader[];
  /** The result of a fresh fetch at the end. */
  readonly stored: readonly Stored[];
}

/** A violated guarantee. */
export interface Violation {
  readonly kind:
    | "lost"
    | "doubled"
    | "moved"
    | "invented"
    | "reordered"
    | "gap"
    | "repeated"
    | "unseen"
    | "differs";
  readonly detail: string;
}

const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string) => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

/** Acknowledged means stored once, with the number of the response; and nothing is stored that no user wrote. */
function checkStored({ sent, stored }: History): Violation[] {
  const found: Violation[] = [];
  const byId = groupBy(stored, ({ id }) => id);
  const written = new Set(sent.map(({ id }) => id));
  for (const [id, rows] of byId) {
    if (rows.length > 1)
      found.push({ kind: "doubled", detail: `${id} is stored ${rows.length} times` });
    if (!written.has(id)) found.push({ kind: "invented", detail: `no user wrote ${id}` });
  }
  for (const { id, seq, conversationId } of sent) {
    const [row] = byId.get(id) ?? [];
    if (seq === null) continue;
    if (row === undefined) found.push({ kind: "lost", detail: `${id} was acknowledged at ${seq}` });
    else if (row.seq !== seq || row.conversationId !== conversationId)
      found.push({
        kind: "moved",
        detail: `${id} was acknowledged at ${seq} and is at ${row.seq}`,
      });
  }
  return found;
}

/** The numbers of a conversation are dense, and keep the order of each sender. */
function checkOrder({ sent, stored }: History): Violation[] {
  const found: Violation[] = [];
  for (const [conversationId, rows] of groupBy(stored, (row) => row.conversationId)) {
    const places = rows.map(({ seq }) => seq).toSorted((a, b) => a - b);
    for (const [at, seq] of places.entries()) {
      const before = places[at - 1] ?? 0;
      if (seq > before + 1)
        found.push({
          kind: "gap",
          detail: `nothing is stored between ${before} and ${seq} of ${conversationId}`,
        });
      if (seq === before)
        found.push({ kind: "doubled", detail: `two messages at ${seq} of ${conversationId}` });
    }
  }
  const placeOf = new Map(stored.map(({ id, seq }) => [id, seq]));
  const lanes = groupBy(sent, ({ sender, conversationId }) => `${sender} in ${conversationId}`);
  for (const [lane, messages] of lanes) {
    let last = 0;
    for (const { id } of messages) {
      const seq = placeOf.get(id);
      if (seq === undefined) continue;
      if (seq < last)
        found.push({
          kind: "reordered",
          detail: `${id} of ${lane} is at ${seq}, behind what was written later`,
        });
      last = Math.max(last, seq);
    }
  }
  return found;
}

/** A stream has every number once and in order. */
function checkNumbers({ id, cursor, arrivals }: Reader): Violation[] {
  const found: Violation[] = [];
  let last = cursor;
  for (const arrival of arrivals) {
    const { cursor: number } = arrival;
    if (arrival.kind === "resync")
      found.push({ kind: "gap", detail: `${id} had to fetch anew at ${number}` });
    else if (number <= last)
      found.push({ kind: "repeated", detail: `${id} got event ${number} after ${last}` });
    else if (number > last + 1)
      found.push({ kind: "gap", detail: `${id} got event ${number} after ${last}` });
    last = Math.max(last, number);
  }
  return found;
}

/** Every reader of a conversation sees all stored messages, in their order. */
function checkSight(reader: Reader, stored: readonly Stored[]): Violation[] {
  const found: Violation[] = [];
  const idAt = new Map(
    stored.map(({ conversationId, seq, id }) => [`${conversationId} ${seq}`, id]),
  );
  const seen = new Map<string, number>();
  const got = new Set<string>();
  for (const arrival of reader.arrivals) {
    if (arrival.kind !== "message") continue;
    const { id, conversationId, seq } = arrival.message;
    const last = seen.get(conversationId) ?? 0;
    if (got.has(id)) found.push({ kind: "repeated", detail: `${reader.id} got ${id} twice` });
    else if (seq < last)
      found.push({
        kind: "reordered",
        detail: `${reader.id} got ${seq} of ${conversationId} after ${last}`,
      });
    if (idAt.get(`${conversationId} ${seq}`) !== id)
      found.push({
        kind: "differs",
        detail: `${reader.id} got ${id} at ${seq} of ${conversationId}, where another is stored`,
      });
    got.add(id);
    seen.set(conversationId, Math.max(last, seq));
  }
  for (const { id, conversationId } of stored) {
    if (reader.conversationIds.includes(conversationId) && !got.has(id))
      found.push({ kind: "unseen", detail: `${reader.id} never got ${id}` });
  }
  return found;
}

/** Every guarantee that a history violates: none, if all is well. */
export function findViolations(history: History): Violation[] {
  return [
    ...checkStored(history),
    ...checkOrder(history),
    ...history.readers.flatMap(checkNumbers),
    ...history.readers.flatMap((reader) => checkSight(reader, history.stored)),
  ];
}
