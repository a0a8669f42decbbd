import { expect, test, vi } from "vitest";
import type { PresenceBoard } from "../domain/presence/presence-board.ts";

/** Two boards that see the same users; one and the same if there is one process. */
export interface BoardPair extends AsyncDisposable {
  readonly one: PresenceBoard;
  readonly other: PresenceBoard;
  readonly processes: 1 | 2;
}

function watch() {
  const said: string[] = [];
  return {
    said,
    change: { onArrive: () => void said.push("came"), onLeave: () => void said.push("went") },
  };
}

const isOnline = async (board: PresenceBoard, userId: string) =>
  (await board.online([userId, "nobody"])).has(userId);

/** What every board guarantees, for any number of processes. */
export function presenceContract(open: () => Promise<BoardPair>): void {
  test("SIG-3: a board reports users as they connect and disconnect, on any process", async () => {
    await using pair = await open();
    const ada = watch();
    const leave = pair.one.enter("ada", ada.change);
    await vi.waitFor(async () => expect(await isOnline(pair.other, "ada")).toBe(true));
    await vi.waitFor(() => expect(ada.said).toEqual(["came"]));
    leave();
    leave();
    await vi.waitFor(() => expect(ada.said).toEqual(["came", "went"]));
    expect(await isOnline(pair.one, "ada")).toBe(false);
    expect(await isOnline(pair.other, "ada")).toBe(false);
  });

  test("SIG-4: a user with connections to both goes offline when the last one closes", async () => {
    await using pair = await open();
    const first = watch();
    const second = watch();
    const leaveOne = pair.one.enter("ada", first.change);
    const leaveOther = pair.other.enter("ada", second.change);
    // Each process calls back once all know of it.
    await vi.waitFor(() =>
      expect([...first.said, ...second.said].filter((said) => said === "came")).toHaveLength(
        pair.processes,
      ),
    );
    const third = pair.one.enter("ada", first.change);
    leaveOne();
    third();
    // Any later query sees the user offline.
    await pair.one.online(["ada"]);
    await vi.waitFor(async () => expect(await isOnline(pair.one, "ada")).toBe(true));
    expect([...first.said, ...second.said]).not.toContain("went");
    leaveOther();
    await vi.waitFor(() => expect([...first.said, ...second.said]).toContain("went"));
    expect(await isOnline(pair.one, "ada")).toBe(false);
  });

  test("SIG-4: of two processes that a user leaves at the same moment, at least one reports it", async () => {
    await using pair = await open();
    const ada = watch();
    const leaves = [pair.one.enter("ada", ada.change), pair.other.enter("ada", ada.change)];
    await vi.waitFor(() => expect(ada.said).toContain("came"));
    await vi.waitFor(async () => expect(await isOnline(pair.other, "ada")).toBe(true));
    for (const leave of leaves) leave();
    await vi.waitFor(() => expect(ada.said).toContain("went"));
    expect(await isOnline(pair.one, "ada")).toBe(false);
  });
}
