import { createServer } from "node:http";
import { pathToFileURL } from "node:url";
import { Refusal, readCookies, sendRefusal } from "./http.mjs";
import { analysisRoutes } from "./routes-analysis.mjs";
import { auditRoutes } from "./routes-audit.mjs";
import { authRoutes } from "./routes-auth.mjs";
import { codegenRoutes } from "./routes-codegen.mjs";
import { contextRoutes } from "./routes-context.mjs";
import { mergeRoutes } from "./routes-merge.mjs";
import { noticeRoutes } from "./routes-notices.mjs";
import { operationsRoutes } from "./routes-operations.mjs";
import { projectRoutes } from "./routes-projects.mjs";
import { replayRoutes } from "./routes-replay.mjs";
import { repositoryRoutes } from "./routes-repositories.mjs";
import { requirementRoutes } from "./routes-requirements.mjs";
import { reviewRoutes } from "./routes-reviews.mjs";
import { statisticsRoutes } from "./routes-statistics.mjs";
import { subscriptionRoutes } from "./routes-subscriptions.mjs";
import { userRoutes } from "./routes-users.mjs";
import { createRunner } from "./runner.mjs";
import { seed } from "./seed.mjs";
import { serveStatic } from "./static.mjs";
import { createStore, USERS } from "./store.mjs";

const SAFE = new Set(["GET", "HEAD"]);

function compile([method, pattern, handle, access = "signed-in"]) {
  const source = pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)");
  return { method, pattern: new RegExp(`^${source}$`), handle, access };
}

function find(routes, method, path) {
  for (const route of routes) {
    const match = route.pattern.exec(path);
    if (match && route.method === method) {
      const groups = Object.entries(match.groups ?? {});
      const params = Object.fromEntries(
        groups.map(([key, value]) => [key, decodeURIComponent(value)]),
      );
      return { route, params };
    }
  }
  throw new Refusal(404, "http.404", "There is no such resource.");
}

function authenticate(store, request, access) {
  const token = readCookies(request).CM_SESSION;
  const session = store.sessions.get(token);
  if (access === "anyone") return { token, user: session?.user ?? null };
  if (!session) throw new Refusal(401, "auth.required", "Sign in first.");
  if (!SAFE.has(request.method) && request.headers["x-csrf-token"] !== session.csrf) {
    throw new Refusal(403, "auth.csrf", "The X-CSRF-Token header is missing or wrong.");
  }
  if (!session.user.role && access !== "no-role") {
    throw new Refusal(403, "auth.role-missing", "Choose a role first.");
  }
  return { token, user: session.user };
}

/** The same key and body give the first answer again; the same key with another body is refused. */
async function idempotently(store, context, run) {
  const { request, response, user } = context;
  const key = request.headers["idempotency-key"];
  if (request.method !== "POST" || !key || !user) return run();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const place = `${user.id} ${request.url} ${key}`;
  const known = store.answers.get(place);
  if (known && known.text !== text) {
    throw new Refusal(422, "idempotency.key-reused", "The key was used with another body.");
  }
  if (known) {
    response.writeHead(known.status, known.headers);
    response.end(known.body);
    return;
  }
  request[Symbol.asyncIterator] = async function* replay() {
    if (text) yield text;
  };
  const writeHead = response.writeHead.bind(response);
  const end = response.end.bind(response);
  const answer = { text, status: 200, headers: {}, body: "" };
  response.writeHead = (status, headers) => {
    Object.assign(answer, { status, headers });
    return writeHead(status, headers);
  };
  response.end = (body) => {
    answer.body = body;
    if (answer.status < 300) store.answers.set(place, answer);
    return end(body);
  };
  return run();
}

/**
 * The contract in memory. `pace`: milliseconds between two lines of a run; `disconnect`: cut each
 * stream after at most this many events. `options.feishu`: true, or "denied" for a refused consent;
 * how reviews, merges and analyses end is said where they are.
 */
export async function startMock({ port = 0, pace = 60, disconnect = 0, seeded = true } = {}) {
  const store = createStore();
  const runner = createRunner(store, { pace });
  const options = { disconnect, feishu: false };
  const scope = { store, runner, options };
  const routes = [
    authRoutes,
    userRoutes,
    projectRoutes,
    statisticsRoutes,
    repositoryRoutes,
    requirementRoutes,
    contextRoutes,
    replayRoutes,
    codegenRoutes,
    reviewRoutes,
    mergeRoutes,
    analysisRoutes,
    noticeRoutes,
    auditRoutes,
    operationsRoutes,
    subscriptionRoutes,
  ]
    .flatMap((make) => make(scope))
    .map(compile);
  const demo = seed(store);
  if (seeded) {
    runner.start(demo.failing, USERS.RD, { fails: true, speed: 0 });
    runner.startLong(demo.long, USERS.RD, 1500);
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://mock");
    if (!pathname.startsWith("/api/")) return serveStatic(pathname, response);
    try {
      const { route, params } = find(routes, request.method, pathname);
      const { token, user } = authenticate(store, request, route.access);
      const context = { request, response, params, query: searchParams, user, token };
      await idempotently(store, context, () => route.handle(context));
    } catch (cause) {
      if (!(cause instanceof Refusal)) console.error(cause);
      const refusal =
        cause instanceof Refusal ? cause : new Refusal(500, "server.failed", "Failed.");
      if (!response.headersSent) sendRefusal(request, response, refusal);
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const stop = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { baseUrl, store, runner, demo, options, stop };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { baseUrl } = await startMock({
    port: Number(process.env.PORT ?? 8080),
    pace: Number(process.env.PACE ?? 250),
    disconnect: Number(process.env.DISCONNECT ?? 0),
  });
  console.log(`The mock listens on ${baseUrl}`);
}
