// Users with the real client, in a separate process.
import { openLoop } from "../load-generator/traffic.ts";
import { serveActor, type ActorOutput } from "../processes/serve-actor.ts";
import { Clients } from "./clients.ts";
import type { Answers, Command } from "./commands.ts";
import { readLog } from "./read-log.ts";

let clients = new Clients({ people: 0, reach: 0 });

async function perform(command: Command, speaking: ActorOutput): Promise<Answers[keyof Answers]> {
  switch (command.do) {
    case "connect":
      clients.close();
      clients = new Clients(command.dataset);
      return { people: await clients.connect(command.urls, speaking.onProgress) };
    case "write":
      return { written: clients.writeAll() };
    case "untilWhole":
      return clients.untilWhole(command.since, command.timeout);
    case "outages":
      return clients.outages();
    case "openLoop":
      return openLoop(
        {
          ...speaking,
          warmUp: command.warmUp,
          seconds: command.seconds,
          send: (due) => clients.send(due),
          begin: (ledger) => clients.begin(ledger),
        },
        command.perSecond,
      );
    case "catchUp":
      return { seconds: await readLog(command.url, command) };
  }
}

serveActor(perform);
