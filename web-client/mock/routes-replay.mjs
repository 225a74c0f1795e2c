import { createAccess } from "./access.mjs";
import { Refusal, sendJson, sendText } from "./http.mjs";
import { blameOf, filesAt, listingAt, momentAt, recordOf } from "./moments.mjs";

/** A run as it was after any of its events. */
export function replayRoutes({ store }) {
  const { sees } = createAccess(store);
  const taskOf = (id, user) => {
    const task = store.tasks.get(id);
    if (!task || !sees(task.view.projectId, user)) {
      throw new Refusal(404, "generation.unknown", "There is no such generation.");
    }
    return task;
  };
  const momentOf = ({ params, query, user }) => {
    const task = taskOf(params.id, user);
    return { task, at: Number(query.get("at") ?? task.events.length) };
  };
  const address = "/api/v1/codegen/:id";
  return [
    [
      "GET",
      `${address}/files`,
      (context) => {
        const { task, at } = momentOf(context);
        const changed = context.query.get("changed") === "true";
        sendJson(context.response, 200, listingAt(task, at, changed));
      },
    ],
    [
      "GET",
      `${address}/files/-`,
      (context) => {
        const { task, at } = momentOf(context);
        const path = context.query.get("path");
        const now = filesAt(task, at).find((file) => file.path === path);
        const later = filesAt(task, task.events.length).find((file) => file.path === path);
        const text = now?.text ?? later?.before ?? `Nothing has changed in ${path}.\n`;
        sendText(context.response, "text/plain; charset=utf-8", text);
      },
    ],
    [
      "GET",
      `${address}/state`,
      (context) => {
        const { task, at } = momentOf(context);
        sendJson(context.response, 200, momentAt(task, at));
      },
    ],
    [
      "GET",
      `${address}/events/:sequence/record`,
      ({ response, params, user }) =>
        sendJson(response, 200, recordOf(taskOf(params.id, user), Number(params.sequence))),
    ],
    [
      "GET",
      `${address}/blame`,
      ({ response, params, query, user }) =>
        sendJson(response, 200, blameOf(taskOf(params.id, user), query.get("path"))),
    ],
    [
      "GET",
      `${address}/evidence`,
      ({ response, params, user }) =>
        sendText(response, "application/zip", `Evidence of ${taskOf(params.id, user).view.id}`, {
          "Content-Disposition": "attachment; filename=evidence.zip",
        }),
    ],
  ];
}
