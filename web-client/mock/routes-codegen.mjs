import { page, Refusal, readBody, sendJson, sendText } from "./http.mjs";
import { FINISHED } from "./runner.mjs";
import { listEvents, readEvent, streamEvents } from "./stream.mjs";

const GENERATE = ["sourceBranch", "extraContext", "model", "maxTurns", "budgetUsd"];

function finders(store) {
  const taskOf = (id) => {
    const task = store.tasks.get(id);
    if (!task) throw new Refusal(404, "generation.unknown", "There is no such generation.");
    return task;
  };
  const requirementOf = (id) => {
    const found = [...store.requirements.values()].find((one) => one.id === id || one.key === id);
    if (!found) throw new Refusal(404, "requirement.unknown", "There is no such requirement.");
    return found;
  };
  const diffOf = (id) => {
    const task = taskOf(id);
    if (!task.view.stat) throw new Refusal(404, "diff.none", "This generation has no diff.");
    return task.diff;
  };
  return { taskOf, requirementOf, diffOf };
}

function runRoutes({ store, runner }) {
  const { taskOf, requirementOf } = finders(store);
  return [
    [
      "POST",
      "/api/v1/requirements/:id/generate",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, GENERATE);
        const requirement = requirementOf(params.id);
        if (!requirement.repositoryId) {
          throw new Refusal(409, "generation.repository-missing", "No repository is chosen.");
        }
        const latest = requirement.latestGeneration;
        if (latest && !FINISHED.has(latest.status)) {
          throw new Refusal(409, "generation.already-active", "A run is active.");
        }
        if (body.sourceBranch && /\s/.test(body.sourceBranch)) {
          throw new Refusal(422, "request.invalid", "The branch is not valid.", [
            { field: "sourceBranch", message: "A branch name has no spaces." },
          ]);
        }
        const fails = /payment service/.test(requirement.title);
        const task = runner.start(requirement, user, { fails });
        sendJson(
          response,
          202,
          { id: task.view.id },
          { Location: `/api/v1/codegen/${task.view.id}` },
        );
      },
    ],
    [
      "POST",
      "/api/v1/codegen/:id/cancel",
      ({ response, params }) => {
        const task = taskOf(params.id);
        if (FINISHED.has(task.view.status)) {
          throw new Refusal(409, "generation.already-finished", "It has already ended.");
        }
        setTimeout(() => {
          if (!FINISHED.has(task.view.status)) runner.finish(task, "CANCELLED", {});
        }, 150);
        response.writeHead(202);
        response.end();
      },
    ],
    [
      "POST",
      "/api/v1/codegen/:id/retry",
      ({ response, params }) => {
        const task = taskOf(params.id);
        if (task.view.status !== "FAILED" && task.view.status !== "CANCELLED") {
          throw new Refusal(409, "generation.not-finished", "Only a failed or cancelled run.");
        }
        runner.retry(task);
        sendJson(response, 202, { id: task.view.id });
      },
    ],
  ];
}

function readRoutes({ store, options }) {
  const { taskOf, requirementOf, diffOf } = finders(store);
  return [
    [
      "GET",
      "/api/v1/codegen",
      ({ response, query }) => {
        const wanted = ["projectId", "requirementId", "status"].filter((key) => query.get(key));
        const items = [...store.tasks.values()]
          .map(({ view }) => view)
          .filter((view) => wanted.every((key) => view[key] === query.get(key)))
          .reverse();
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "GET",
      "/api/v1/codegen/:id",
      ({ response, params }) => sendJson(response, 200, taskOf(params.id).view),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/stream",
      ({ request, response, params, query }) =>
        streamEvents(request, response, taskOf(params.id), query, options.disconnect),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/events",
      ({ response, params, query }) => listEvents(response, taskOf(params.id), query),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/events/:sequence",
      ({ response, params }) => readEvent(response, taskOf(params.id), Number(params.sequence)),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/raw",
      ({ response, params }) =>
        sendText(response, "application/x-ndjson", `${taskOf(params.id).lines.join("\n")}\n`, {
          "Content-Disposition": "attachment; filename=raw.ndjson",
        }),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/prompt",
      ({ response, params }) => {
        const requirement = requirementOf(taskOf(params.id).view.requirementId);
        sendText(
          response,
          "text/plain; charset=utf-8",
          `You are a senior engineer who follows the style of the project.\n\n# ${requirement.title}\n\n${requirement.description}\n\n# Rules\n\n- Read before you write.\n- Write tests and run them.\n`,
        );
      },
    ],
    [
      "GET",
      "/api/v1/codegen/:id/diff",
      ({ response, params, query }) => {
        const { summary, parts } = diffOf(params.id);
        const path = query.get("path");
        if (path === null) return sendJson(response, 200, summary);
        if (!parts.has(path)) throw new Refusal(404, "diff.file-unknown", "Not in this diff.");
        sendText(response, "text/x-diff; charset=utf-8", parts.get(path));
      },
    ],
    [
      "GET",
      "/api/v1/codegen/:id/diff.patch",
      ({ response, params }) => {
        const { summary, parts } = diffOf(params.id);
        const whole = summary.files
          .filter(({ truncated }) => !truncated)
          .map(({ path }) => parts.get(path));
        sendText(response, "text/x-diff; charset=utf-8", whole.join(""));
      },
    ],
  ];
}

export function codegenRoutes(scope) {
  return [...runRoutes(scope), ...readRoutes(scope)];
}
