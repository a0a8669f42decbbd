// A load generator in a separate process: many connections that implement the protocol directly.
import { serveActor, type Speaking } from "../processes/serve-actor.ts";
import type { Answers, Command, Protocol } from "./commands.ts";
import { floorLines } from "./floor-line.ts";
import type { OpenLine } from "./line.ts";
import { sendOverHttp } from "./parley-http.ts";
import { parleyLines } from "./parley-line.ts";
import { People } from "./people.ts";
import { saturate, steady, type TrafficOptions } from "./traffic.ts";

function linesTo(protocol: Protocol, url: string): OpenLine {
  switch (protocol) {
    case "parley-socket":
      return parleyLines(url);
    case "parley-http":
      return parleyLines(url, sendOverHttp(url));
    case "floor":
      return floorLines(url);
  }
}

let people = new People({ people: 0, reach: 0 });

function connect(command: Extract<Command, { do: "connect" }>, { onProgress }: Speaking) {
  const lines = command.urls.map((url) => linesTo(command.protocol, url));
  const open = (at: number) => {
    const line = lines[at % lines.length];
    if (line === undefined) throw new Error("there is no server to connect to");
    return line;
  };
  people.close();
  people = new People(command.dataset);
  return people.connect(open, { atOnce: command.atOnce, onProgress });
}

function perform(command: Command, speaking: Speaking): Promise<Answers[keyof Answers]> {
  const traffic = (
    stretch: { warmUp: number; seconds: number },
    send: TrafficOptions["send"],
  ): TrafficOptions => ({
    ...speaking,
    warmUp: stretch.warmUp,
    seconds: stretch.seconds,
    send,
    begin: (ledger) => people.begin(ledger),
  });
  switch (command.do) {
    case "connect":
      return connect(command, speaking);
    case "saturate":
      return saturate(
        traffic(command, (due) => people.sendDirect(due)),
        command.underWay,
      );
    case "steady":
      return steady(
        traffic(command, (due) => people.sendDirect(due)),
        command.perSecond,
      );
    case "group":
      return steady(
        traffic(command, (due) => people.sendToGroup(command, due)),
        command.perSecond,
      );
  }
}

serveActor(perform);
