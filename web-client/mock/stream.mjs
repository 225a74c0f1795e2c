import { Refusal, sendJson } from "./http.mjs";
import { FINISHED } from "./runner.mjs";

/** `disconnect`: cut each connection after a random number of events up to this, to be resumed. */
export function streamEvents(request, response, task, query, disconnect) {
  const header = request.headers["last-event-id"];
  let cursor = Number(header ?? query.get("after") ?? 0);
  if (!Number.isInteger(cursor) || cursor < 0) {
    throw new Refusal(400, "request.invalid", "after must be a number.", [
      { field: "after", message: "Must be a whole number." },
    ]);
  }
  if (FINISHED.has(task.view.status) && cursor >= task.view.lastSequence) {
    response.writeHead(204);
    response.end();
    return;
  }
  response.writeHead(200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
  response.write(": hello\n\n");
  const heartbeat = setInterval(() => response.write(": still here\n\n"), 10_000);
  let left = disconnect ? 1 + Math.floor(Math.random() * disconnect) : Number.POSITIVE_INFINITY;
  let retryTold = false;

  const close = () => {
    clearInterval(heartbeat);
    task.readers.delete(send);
  };
  const send = () => {
    if (disconnect && !retryTold) {
      response.write("retry: 50\n\n");
      retryTold = true;
    }
    while (cursor < task.events.length) {
      if (left <= 0) {
        close();
        response.destroy();
        return;
      }
      const { sequence, event, data } = task.events[cursor];
      response.write(`id: ${sequence}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      cursor += 1;
      left -= 1;
      if (event === "done" && cursor === task.events.length) {
        close();
        response.end();
        return;
      }
    }
  };
  task.readers.add(send);
  request.on("close", close);
  send();
}

export function listEvents(response, task, query) {
  const after = Number(query.get("after") ?? 0);
  const limit = Math.min(Number(query.get("limit") ?? 200), 1000);
  const items = task.events.slice(after, after + limit);
  const last = items.at(-1)?.sequence ?? after;
  sendJson(response, 200, {
    items: items.map((event) => event),
    nextCursor: last < task.events.length ? String(last) : null,
  });
}

export function readEvent(response, task, sequence) {
  const event = task.events[sequence - 1];
  if (!event) throw new Refusal(404, "event.unknown", "There is no such event.");
  if (!event.data.truncated) return sendJson(response, 200, event);
  const text = task.lines.find((line) => Buffer.byteLength(line) === event.data.bytes);
  sendJson(response, 200, {
    ...event,
    data: { ...event.data, truncated: false, line: JSON.parse(text) },
  });
}
