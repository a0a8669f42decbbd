import { busContract } from "../testing/bus-contract.ts";
import { openBusPair } from "../testing/bus-pair.ts";

// One process has one bus, for writers and subscribers.
busContract(() => openBusPair({}));
