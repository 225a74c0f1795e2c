import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./generated/schema";
import { ApiProblem, toProblem } from "./problem";
import type { Versioned } from "./types";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

function readCookie(name: string): string | null {
  const entry = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));
  return entry ? decodeURIComponent(entry.slice(name.length + 1)) : null;
}

const csrf: Middleware = {
  onRequest({ request }) {
    const token = readCookie("CM_CSRF");
    if (token && !SAFE.has(request.method)) request.headers.set("X-CSRF-Token", token);
    return request;
  },
};

export const http = createClient<paths>({
  baseUrl: globalThis.location.origin,
  fetch: (request: Request) => globalThis.fetch(request),
});
http.use(csrf);

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

async function settle<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call;
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiProblem(0, "network.unreachable", null, [], null);
  }
}

function refuse({ error, response }: Outcome<unknown>): never {
  throw toProblem(response.status, error, response.headers.get("Retry-After"));
}

/** The answer's body, or the server's problem as an exception. */
export async function body<T>(call: Promise<Outcome<T>>): Promise<T> {
  const outcome = await settle(call);
  if (!outcome.response.ok) refuse(outcome);
  if (outcome.data === undefined) {
    throw toProblem(outcome.response.status, { code: "http.empty-answer" });
  }
  return outcome.data;
}

/** The answer's body together with its version. */
export async function versioned<T extends object>(
  call: Promise<Outcome<T>>,
): Promise<Versioned<T>> {
  const outcome = await settle(call);
  if (!outcome.response.ok || !outcome.data) refuse(outcome);
  return { ...outcome.data, etag: outcome.response.headers.get("ETag") };
}

/** For answers without a body. */
export async function done(call: Promise<Outcome<unknown>>): Promise<void> {
  const outcome = await settle(call);
  if (!outcome.response.ok) refuse(outcome);
}

/** The edit holds only for the version that was read. */
export function ifMatch(etag: string | null | undefined): Record<string, string> {
  return etag ? { "If-Match": etag } : {};
}
