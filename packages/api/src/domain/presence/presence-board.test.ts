import { presenceContract } from "../../testing/presence-contract.ts";
import { createPresenceBoard } from "./presence-board.ts";

presenceContract(async () => {
  const board = createPresenceBoard({ grace: 0 });
  return { one: board, other: board, processes: 1, [Symbol.asyncDispose]: () => board.close() };
});
