import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { type AppRouter, appRouter } from "../../app-router.ts";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** The name of every procedure in the router: `messages.send`. */
export type Path = {
  [Noun in keyof Inputs]: `${Noun}.${Extract<keyof Inputs[Noun], string>}`;
}[keyof Inputs];

type At<Tree, P extends Path> = P extends `${infer Noun}.${infer Verb}`
  ? Noun extends keyof Tree
    ? Verb extends keyof Tree[Noun]
      ? Tree[Noun][Verb]
      : never
    : never
  : never;

export type InputOf<P extends Path> = At<Inputs, P>;
export type OutputOf<P extends Path> = At<Outputs, P>;

interface Definition {
  readonly type: "query" | "mutation" | "subscription";
  readonly inputs: readonly unknown[];
}

// At run time the procedures are flat under their full names; tRPC's type nests them.
const definitions = appRouter._def.procedures as unknown as Record<string, { _def: Definition }>;

/** All procedures of the router. */
export const paths = Object.keys(definitions) as Path[];

export function definitionOf(path: Path): Definition {
  const found = definitions[path];
  if (found === undefined) throw new Error(`the router has no ${path}`);
  return found._def;
}
