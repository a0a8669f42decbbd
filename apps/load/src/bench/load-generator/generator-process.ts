// A load generator in a separate process: many connections that implement the protocol directly.
import { serveActor, type ActorOutput } from "../processes/serve-actor.ts";
import type { Answers, Command, Protocol } from "./commands.ts";
import { floorConnections } from "./floor-connection.ts";
import type { OpenConnection } from "./connection.ts";
import { sendOverHttp } from "./parley-http.ts";
import { parleyConnections } from "./parley-connection.ts";
import { People } from "./people.ts";
import { closedLoop, openLoop, type TrafficOptions } from "./traffic.ts";

function connectionsTo(protocol: Protocol, url: string): OpenConnection {
  switch (protocol) {
    case "parley-socket":
      return parleyConnections(url);
    case "parley-http":
      return parleyConnections(url, sendOverHttp(url));
    case "floor":
      return floorConnections(url);
  }
}

let people = new People({ people: 0, reach: 0 });

function connect(command: Extract<Command, { do: "connect" }>, { onProgress }: ActorOutput) {
  const servers = command.urls.map((url) => connectionsTo(command.protocol, url));
  const openAt = (at: number) => {
    const open = servers[at % servers.length];
    if (open === undefined) throw new Error("there is no server to connect to");
    return open;
  };
  people.close();
  people = new People(command.dataset);
  return people.connect(openAt, { atOnce: command.atOnce, onProgress });
}

function perform(command: Command, output: ActorOutput): Promise<Answers[keyof Answers]> {
  const traffic = (
    stretch: { warmUp: number; seconds: number },
    send: TrafficOptions["send"],
  ): TrafficOptions => ({
    ...output,
    warmUp: stretch.warmUp,
    seconds: stretch.seconds,
    send,
    begin: (ledger) => people.begin(ledger),
  });
  switch (command.do) {
    case "connect":
      return connect(command, output);
    case "closedLoop":
      return closedLoop(
        traffic(command, (due) => people.sendDirect(due)),
        command.underWay,
      );
    case "openLoop":
      return openLoop(
        traffic(command, (due) => people.sendDirect(due)),
        command.perSecond,
      );
    case "group":
      return openLoop(
        traffic(command, (due) => people.sendToGroup(command, due)),
        command.perSecond,
      );
  }
}

serveActor(perform);
