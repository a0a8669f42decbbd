import { text } from "node:stream/consumers";
import { createAccounts, systemClock } from "@parley/api/platform";
import { connect, type Connection } from "@parley/db/connect";
import { joinStores } from "@parley/server/files/byte-store";
import { openPlaces } from "@parley/server/files/file-store";
import { inspectFiles } from "@parley/server/files/inspect-files";
import { inspectJobs } from "@parley/server/jobs/open-jobs";
import { databaseTarget } from "../database-target.ts";
import { type Env, readDatabaseEnv, readEnv } from "../env.ts";
import { explain } from "../explain.ts";
import { openTokenRules } from "../authentication.ts";
import { StartupProblem } from "../startup-problem.ts";
import { checkSignIn } from "./check-sign-in.ts";
import { type AccountFound, diagnose, diagnoseFiles, diagnoseQueue } from "./diagnose.ts";

const USAGE = `Usage: npm run doctor -- TOKEN
Checks a token as the server does, with the variables of the server, and says what each check found.
With - in the place of TOKEN it is read from standard input, which keeps it out of the list of processes.
Without TOKEN it checks the web app's own sign-in, if the variables configure one.
With DATABASE_URL it also checks the queue of background work, what failed there for good, and whether every file of a
message has its bytes, and no bytes are left without a file.
`;

async function readToken(given: string): Promise<string> {
  const token = given === "-" ? await text(process.stdin) : given;
  return token.trim().replace(/^Bearer +/i, "");
}

type NotAsked = { readonly status: "not asked"; readonly why: string };

/** Queries the database, if it is external: an embedded one belongs to the running server. */
async function ask<Found>(
  env: Env,
  query: (database: Connection) => Promise<Found>,
): Promise<Found | NotAsked> {
  if (env.databaseUrl === undefined)
    return { status: "not asked", why: "there is no DATABASE_URL: the account is not looked up" };
  try {
    const read = readDatabaseEnv();
    const database = await connect(databaseTarget(read), { schema: read.databaseSchema });
    try {
      return await query(database);
    } finally {
      await database.close();
    }
  } catch (fault) {
    const why = explain(fault, undefined) ?? "the database has no tables of this version of Parley";
    return { status: "not asked", why };
  }
}

const findAccount = (env: Env, userId: string): Promise<AccountFound> =>
  ask(env, async ({ db }) => ({
    status: "asked",
    account: await createAccounts(db).load(userId),
  }));

async function checkQueue(env: Env): Promise<boolean> {
  const { report, isGood } = diagnoseQueue(
    await ask(env, async (database) => ({
      status: "asked",
      queue: await inspectJobs(database),
    })),
  );
  process.stdout.write(report);
  return isGood;
}

async function checkFiles(env: Env): Promise<boolean> {
  const { files } = env;
  if (files === undefined) return true;
  const { report, isGood } = diagnoseFiles(
    await ask(env, async ({ db }) => ({
      status: "asked",
      files: await inspectFiles(db, joinStores(...openPlaces(files))),
    })),
  );
  process.stdout.write(report);
  return isGood;
}

/** Everything that the database knows of. */
const checkData = async (env: Env): Promise<boolean> =>
  [await checkQueue(env), await checkFiles(env)].every(Boolean);

async function checkToken(env: Env, token: string): Promise<boolean> {
  if (env.identity.mode === "own-sign-in")
    throw new StartupProblem(
      "No platform signs tokens for this server: users sign in with OIDC_PROVIDERS. Without TOKEN that is checked.",
    );
  const { demoKey: _, ...rules } = await openTokenRules(env, systemClock);
  const { report, isGood } = await diagnose({
    token,
    rules,
    findAccount: (userId) => findAccount(env, userId),
  });
  rules.key.close();
  process.stdout.write(`${report}\n${isGood ? "The token is valid." : "The token is refused."}\n`);
  return isGood;
}

async function checkOwnSignIn({ signIn, identity, databaseUrl }: Env): Promise<boolean> {
  if (signIn === undefined) {
    if (databaseUrl === undefined) throw new StartupProblem(USAGE);
    return true;
  }
  const { report, isGood } = await checkSignIn(signIn, identity, { clock: systemClock });
  process.stdout.write(
    `${report}\n${isGood ? "The sign-in is ready." : "The sign-in does not work."}\n`,
  );
  return isGood;
}

async function main(): Promise<number> {
  try {
    const [given, ...rest] = process.argv.slice(2).filter((arg) => arg !== "--");
    if (rest.length > 0) throw new StartupProblem(USAGE);
    const env = readEnv();
    const isGood =
      given === undefined
        ? await checkOwnSignIn(env)
        : await checkToken(env, await readToken(given));
    const isDataGood = env.databaseUrl === undefined || (await checkData(env));
    return isGood && isDataGood ? 0 : 1;
  } catch (fault) {
    const why = explain(fault, undefined);
    if (why === undefined) throw fault;
    process.stderr.write(`${why.trimEnd()}\n`);
    return 1;
  }
}

process.exitCode = await main();
