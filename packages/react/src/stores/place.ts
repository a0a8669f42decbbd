/** A place in the signed-in person's stream: everything up to it is in the cache. Absent until there is one. */
export interface Place {
  get(): string | undefined;
  set(cursor: string | undefined): void;
}

export function createPlace(): Place {
  let place: string | undefined;
  return {
    get: () => place,
    set(cursor) {
      place = cursor;
    },
  };
}
