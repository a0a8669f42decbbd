// People with the real client, in a process of their own.
import { steady } from "../crowd/traffic.ts";
import { serveActor, type Speaking } from "../processes/serve-actor.ts";
import { ClientCrowd } from "./clients.ts";
import type { Answers, Command } from "./commands.ts";
import { readLog } from "./read-log.ts";

let clients = new ClientCrowd({ people: 0, reach: 0 });

async function perform(command: Command, speaking: Speaking): Promise<Answers[keyof Answers]> {
  switch (command.do) {
    case "connect":
      clients.close();
      clients = new ClientCrowd(command.town);
      return { people: await clients.connect(command.urls, speaking.onProgress) };
    case "write":
      return { written: clients.writeAll() };
    case "untilWhole":
      return clients.untilWhole(command.since, command.patience);
    case "steady":
      return steady(
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
