import { useQuery } from "@tanstack/react-query";
import { signInProblem } from "./demo-api.ts";
import type { DemoApi, SignInProblem } from "./demo-api.ts";
import { groupPeople } from "./group-people.ts";
import type { PeopleSection } from "./group-people.ts";

const ASK_AGAIN_MS = 3_000;

export type DemoPeopleState =
  | { readonly status: "loading" }
  | { readonly status: "ready"; readonly sections: readonly PeopleSection[] }
  | { readonly status: "problem"; readonly problem: SignInProblem; readonly retry: () => void };

/** The users of the demo. While the server is unavailable the query is retried every few seconds. */
export function useDemoPeople(demo: DemoApi): DemoPeopleState {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["demo", "people"],
    queryFn: ({ signal }) => demo.people(signal),
    select: groupPeople,
    retry: false,
    networkMode: "always",
    refetchInterval: ({ state }) =>
      state.status === "error" && signInProblem(state.error) === "server-away" && ASK_AGAIN_MS,
  });
  if (isPending) return { status: "loading" };
  if (data !== undefined) return { status: "ready", sections: data };
  return { status: "problem", problem: signInProblem(error), retry: () => void refetch() };
}
