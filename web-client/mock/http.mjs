import { randomUUID } from "node:crypto";

/** A refusal: the contract's problem document. */
export class Refusal extends Error {
  constructor(status, code, detail, errors = [], headers = {}) {
    super(detail);
    Object.assign(this, { status, code, detail, errors, headers });
  }
}

const TITLES = {
  400: "Bad request",
  401: "Not signed in",
  403: "Forbidden",
  404: "Not found",
  409: "Conflict",
  412: "Precondition failed",
  413: "Too large",
  415: "Wrong media type",
  422: "Invalid",
  429: "Too many requests",
  503: "Unavailable",
};

export function sendJson(response, status, body, headers = {}) {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
    ...headers,
  });
  response.end(text);
}

export function sendRefusal(request, response, refusal) {
  const { status, code, detail, errors, headers } = refusal;
  sendJson(
    response,
    status,
    {
      type: `https://codemaster.example/problems/${code}`,
      title: TITLES[status] ?? "Error",
      status,
      detail,
      instance: request.url,
      code,
      errors,
      traceId: randomUUID().replaceAll("-", ""),
    },
    { "Content-Type": "application/problem+json", ...headers },
  );
}

export function sendText(response, type, text, headers = {}) {
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
  response.end(text);
}

export async function readBody(request, allowed) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 1024 * 1024) throw new Refusal(413, "request.too-large", "At most 1 MiB.");
  }
  if (text === "") return {};
  if (!/^application\/json/.test(request.headers["content-type"] ?? "")) {
    throw new Refusal(415, "request.media-type", "Send application/json.");
  }
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal(400, "request.malformed", "The body is not JSON.");
  }
  for (const field of Object.keys(body)) {
    if (allowed.includes(field)) continue;
    throw new Refusal(400, "request.unknown-field", `Unknown field: ${field}`, [
      { field, message: "This field is not known." },
    ]);
  }
  return body;
}

export function readCookies(request) {
  return Object.fromEntries(
    (request.headers.cookie ?? "")
      .split("; ")
      .filter(Boolean)
      .map((cookie) => cookie.split("=", 2)),
  );
}

/** `{"items":[…],"nextCursor":…}` of a list, as every list of the contract answers. */
export function page(items, query, most = 200) {
  const limit = Math.min(Number(query.get("limit") ?? 50), most);
  const start = Number(query.get("cursor") ?? 0);
  const next = start + limit;
  return {
    items: items.slice(start, next),
    nextCursor: next < items.length ? String(next) : null,
  };
}

export function sendNothing(response, status = 204) {
  response.writeHead(status);
  response.end();
}

/** A value that cannot be accepted, said at its field. */
export function invalid(field, message) {
  return new Refusal(422, "request.invalid", message, [{ field, message }]);
}

export const matches = (text, q) => !q || text.toLowerCase().includes(q.toLowerCase());
