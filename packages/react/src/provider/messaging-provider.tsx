import { createScreen, type ParleyClient, type Screen } from "@parley/client";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { DayClockContext } from "./use-today.ts";
import type { Labels } from "../labels.ts";
import { createDayClock, createWakefulClock, type DayClock } from "../time/day-clock.ts";
import { Announcer } from "./announcer.tsx";
import { AvatarContext } from "./avatar-context.ts";
import { type Messaging, MessagingContext } from "./messaging-context.ts";
import { OptionsProvider } from "./options-context.ts";
import type { ScreenOptions } from "./options-context.ts";
import { WordingProvider } from "./wording-provider.tsx";

export interface MessagingProviderProps {
  /** From `createParleyClient`. Create one for each signed-in user. */
  readonly client: ParleyClient;
  /** From `createScreen(client)`, if the data should outlive this provider or the page. By default the provider creates its own. */
  readonly screen?: Screen | undefined;
  /** @deprecated Has no effect: the data is in `screen`. */
  readonly queryClient?: unknown;
  /** Overrides any of the texts. Defaults to English. */
  readonly labels?: Partial<Labels> | undefined;
  /** A BCP 47 tag for dates, lists and numbers. Defaults to the page's language in the reader's own region. */
  readonly locale?: string | undefined;
  /** Behaviour that the host or the user chooses. */
  readonly options?: Partial<ScreenOptions> | undefined;
  /** The part of the page that shows messages. */
  readonly children?: ReactNode;
}

interface Generation extends Messaging {
  readonly given: Screen | undefined;
  readonly number: number;
}

/**
 * The host's state, or an own one for each client. Another client, for another user, gets another key, so that
 * everything below is mounted again and no data of the last user stays on the screen.
 */
function useGeneration(client: ParleyClient, given: Screen | undefined): Generation {
  const create = (number: number) => ({
    client,
    given,
    number,
    screen: given ?? createScreen(client),
  });
  const [generation, setGeneration] = useState(() => create(0));
  if (generation.client === client && generation.given === given) return generation;
  const next = create(generation.number + 1);
  setGeneration(next);
  return next;
}

/**
 * Connects everything below it to one signed-in user's conversations.
 *
 * @example
 * const client = createParleyClient({ url: "https://chat.example.org/trpc", token: getToken });
 * <MessagingProvider client={client}><MessagesPage /></MessagingProvider>
 */
export function MessagingProvider(props: MessagingProviderProps) {
  const { client, screen, number } = useGeneration(props.client, props.screen);
  return (
    <WordingProvider key={number} labels={props.labels} locale={props.locale}>
      <OptionsProvider options={props.options}>
        <AvatarContext value={client.avatars.urlOf}>
          <Session client={client} screen={screen}>
            {props.children}
          </Session>
        </AvatarContext>
      </OptionsProvider>
    </WordingProvider>
  );
}

/** Runs the state while it is mounted. */
function Session({ client, screen, children }: Messaging & { readonly children: ReactNode }) {
  useEffect(() => screen.start(), [screen]);
  const days = useDays({ client, screen });
  const messaging = useMemo(() => ({ client, screen }), [client, screen]);
  return (
    <MessagingContext.Provider value={messaging}>
      <DayClockContext.Provider value={days}>
        {children}
        <Announcer />
      </DayClockContext.Provider>
    </MessagingContext.Provider>
  );
}

/** The reader's day by the server's clock: new messages are never shown under the previous day. */
function useDays({ client, screen }: Messaging): DayClock {
  const { clock, days } = useMemo(() => {
    const wakeful = createWakefulClock(client.server.now);
    return { clock: wakeful, days: createDayClock(wakeful.now) };
  }, [client]);
  useEffect(() => {
    const onSet = () => {
      clock.wasSet();
      days.check();
    };
    const stops = [screen.subscribe(days.check), client.server.policy.subscribe(onSet)];
    return () => stops.forEach((stop) => stop());
  }, [client, screen, clock, days]);
  return days;
}
