import { busContract } from "../testing/bus-contract.ts";
import { openBusPair } from "../testing/bus-pair.ts";

// One process has one bus: whoever commits and whoever listens are at the same one.
busContract(() => openBusPair({}));
