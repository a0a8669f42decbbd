import { createServer } from "node:http";
import { stringifySetCookie } from "cookie";
import express from "express";
import { closeDatabase, database } from "./database.ts";
import { parley } from "./parley.ts";
import { createSession, endSession, findSession } from "./sessions.ts";

const isProduction = process.env.NODE_ENV === "production";
const app = express();
const server = createServer(app);

app.use(parley.handle);
server.on("upgrade", parley.upgrade);

const cookieOf = (value: string, maxAge: number) =>
  stringifySetCookie({
    name: "session",
    value,
    maxAge,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: process.env.SECURE_COOKIES === "true",
  });

app.use("/api", express.json());

app.post("/api/sign-in", async (request, response) => {
  const { email, password } = request.body ?? {};
  const secret = await createSession(String(email), String(password));
  if (secret === null) return void response.sendStatus(401);
  response.setHeader("set-cookie", cookieOf(secret, 30 * 24 * 3600)).sendStatus(204);
});

app.post("/api/sign-out", async (request, response) => {
  const session = await findSession(request);
  if (session !== null) {
    await endSession(session);
    await parley.signOut({ sessionKey: session.sessionKey });
  }
  response.setHeader("set-cookie", cookieOf("", 0)).sendStatus(204);
});

app.get("/api/me", async (request, response) => {
  const session = await findSession(request);
  if (session === null) return void response.json(null);
  const { rows } = await database.query(`select id, name from users where id = $1`, [
    session.userId,
  ]);
  response.json(rows[0]);
});

if (isProduction) {
  app.use(express.static("dist"));
  app.get("/{*path}", (_, response) => response.sendFile("index.html", { root: "dist" }));
} else {
  const vite = await import("vite");
  const { middlewares } = await vite.createServer({
    appType: "spa",
    server: { middlewareMode: { server } },
  });
  app.use(middlewares);
}

const port = Number(process.env.PORT ?? 3000);
server.listen(port, () => console.log(`http://localhost:${port}`));

async function stop() {
  server.close();
  await parley.close();
  await closeDatabase();
  process.exit();
}

let stopping: Promise<void> | undefined;
// A terminal and a watcher both send a signal: the second one must not end what the first one is stopping.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => (stopping ??= stop()));
