import type { createParleyClient } from "@parley/client";
import type { ConversationDetail, ConversationPage, SignedIn } from "@parley/contract";
import { expectTypeOf, test } from "vitest";
import { trpc } from "./admin-data.tsx";

/*
 * @trpc/react-query pins its peers to its own, older version. That the pair works is proved twice: here by
 * the types, and by every test that renders something inside of `MessagingProvider`, at run time.
 */

/** Never called: the compiler reads it. */
function useEverything() {
  expectTypeOf(trpc.users.me.useQuery().data).toEqualTypeOf<SignedIn | undefined>();

  const list = trpc.conversations.list.useInfiniteQuery({}, { getNextPageParam: () => null });
  expectTypeOf(list.data?.pages[0]).toEqualTypeOf<ConversationPage | undefined>();

  const open = trpc.conversations.open.useMutation();
  expectTypeOf(open.data).toEqualTypeOf<ConversationDetail | undefined>();
  expectTypeOf(open.mutate).parameter(0).toEqualTypeOf<{ userId: string }>();
  // @ts-expect-error An input of the wrong type is refused.
  open.mutate({ userId: 5 });
  expectTypeOf(trpc.conversations).not.toHaveProperty("close");
}

test("the hooks of @trpc/react-query know the router of the newest core", () => {
  expectTypeOf(useEverything).returns.toEqualTypeOf<void>();
});

test("the provider takes the client of @parley/client", () => {
  type Given = ReturnType<typeof createParleyClient>["trpc"];
  expectTypeOf<Given>().toExtend<Parameters<typeof trpc.Provider>[0]["client"]>();
});
