/** Whether two plain JSON values are deeply equal. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (!isContainer(one) || !isContainer(other)) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const left = Object.entries(one);
  const right = new Map(Object.entries(other));
  return (
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}

const isContainer = (value: unknown): value is object =>
  typeof value === "object" && value !== null;

/** `next`, or `current` itself if both are equal: React compares references. */
export function keepSame<Value>(current: Value | undefined, next: Value): Value {
  return current !== undefined && isSame(current, next) ? current : next;
}

/** A record in which `key` has `value`; the same record if it already has. */
export function withEntry<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
  value: Value | undefined,
): Readonly<Record<string, Value>> {
  return value === undefined || record[key] === value ? record : { ...record, [key]: value };
}
