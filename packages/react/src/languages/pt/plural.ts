import { pluralIn } from "../../text/plural.ts";

export const plural = pluralIn("pt");
