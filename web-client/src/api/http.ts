import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./generated/schema";
import { ApiProblem, toProblem } from "./problem";

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

/** The answer's body, or the server's problem as an exception. */
export async function body<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await settle(call);
  if (!response.ok) throw toProblem(response.status, error);
  if (data === undefined) throw toProblem(response.status, { code: "http.empty-answer" });
  return data;
}

/** For answers without a body. */
export async function done(call: Promise<Outcome<unknown>>): Promise<void> {
  const { error, response } = await settle(call);
  if (!response.ok) throw toProblem(response.status, error);
}
