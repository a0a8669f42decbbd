import type { DemoAppRouter } from "@parley/client";
import type { DemoPeople, Person } from "@parley/contract";
import { createTRPCClient, httpLink, isTRPCClientError } from "@trpc/client";
import type { Session } from "../session/session.ts";

/** Sign-in as a user of the demo programme. */
export interface DemoApi {
  people(signal: AbortSignal): Promise<DemoPeople>;
  signIn(person: Person): Promise<Session>;
}

/** Calls the server at `url`, which answers only in demo mode. */
export function createDemoApi(url: string): DemoApi {
  const client = createTRPCClient<DemoAppRouter>({ links: [httpLink({ url })] });
  return {
    people: (signal) => client.demo.people.query(undefined, { signal }),
    async signIn(person) {
      const { token } = await client.demo.signIn.mutate({ userId: person.id });
      return { token, person };
    },
  };
}

/** Why sign-in does not work: the host platform signs users in, or the server is unavailable. */
export type SignInProblem = "host-signs-in" | "server-away";

/** What a failed call of the demo procedures means for a user who signs in. */
export function signInProblem(error: unknown): SignInProblem {
  const answered = isTRPCClientError<DemoAppRouter>(error) && error.data?.reason;
  return answered === "unknown_procedure" ? "host-signs-in" : "server-away";
}
