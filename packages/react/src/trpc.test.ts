import type { ConversationDetail, ConversationPage } from "@parley/contract/conversations";
import type { Me } from "@parley/contract/people";
import type { createParleyClient } from "@parley/client";
import { expectTypeOf, test } from "vitest";
import type { trpc } from "./trpc.ts";

/*
 * @trpc/react-query pins its peers to its own, older version. That the pair works is proved twice: here by
 * the types, and by every test that renders something inside of `MessagingProvider`, at run time.
 */
test("the hooks of @trpc/react-query know the newest core's router", () => {
  expectTypeOf<ReturnType<typeof trpc.users.me.useQuery>["data"]>().toEqualTypeOf<Me | undefined>();
  type Pages = NonNullable<ReturnType<typeof trpc.conversations.list.useInfiniteQuery>["data"]>;
  expectTypeOf<Pages["pages"][number]>().toEqualTypeOf<ConversationPage>();
  type Opened = Awaited<
    ReturnType<ReturnType<typeof trpc.conversations.open.useMutation>["mutateAsync"]>
  >;
  expectTypeOf<Opened>().toEqualTypeOf<ConversationDetail>();
  expectTypeOf<{ userId: string }>().toExtend<
    Parameters<ReturnType<typeof trpc.conversations.open.useMutation>["mutate"]>[0]
  >();
  expectTypeOf<{ userId: number }>().not.toExtend<
    Parameters<ReturnType<typeof trpc.conversations.open.useMutation>["mutate"]>[0]
  >();
});

test("the provider takes the client of @parley/client", () => {
  type Given = ReturnType<typeof createParleyClient>["trpc"];
  expectTypeOf<Given>().toExtend<Parameters<typeof trpc.Provider>[0]["client"]>();
});
