import { createAccess } from "./access.mjs";
import { page, Refusal, readBody, sendJson, sendText } from "./http.mjs";
import { FINISHED } from "./runner.mjs";
import { listEvents, readEvent, streamEvents } from "./stream.mjs";

const GENERATE = ["sourceBranch", "extraContext", "model", "maxTurns", "budgetUsd"];

function finders(store) {
  const { sees, requirementOf } = createAccess(store);
  const taskOf = (id, user) => {
    const task = store.tasks.get(id);
    if (!task || !sees(task.view.projectId, user)) {
      throw new Refusal(404, "generation.unknown", "There is no such generation.");
    }
    return task;
  };
  const diffOf = (id, user, query) => {
    const task = taskOf(id, user);
    if (!task.view.stat) throw new Refusal(404, "diff.none", "This generation has no diff.");
    return query.get("scope") === "round" ? (task.roundDiff ?? task.diff) : task.diff;
  };
  return { taskOf, requirementOf, diffOf, sees };
}

function runRoutes({ store, runner }) {
  const { taskOf, requirementOf } = finders(store);
  return [
    [
      "POST",
      "/api/v1/requirements/:id/generate",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, GENERATE);
        const requirement = requirementOf(params.id, user);
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
      ({ response, user, params }) => {
        const task = taskOf(params.id, user);
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
      ({ response, user, params }) => {
        const task = taskOf(params.id, user);
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
  const { taskOf, requirementOf, diffOf, sees } = finders(store);
  return [
    [
      "GET",
      "/api/v1/codegen",
      ({ response, user, query }) => {
        const wanted = ["projectId", "requirementId", "status"].filter((key) => query.get(key));
        const items = [...store.tasks.values()]
          .filter(({ inspection }) => !inspection)
          .map(({ view }) => view)
          .filter(({ projectId }) => sees(projectId, user))
          .filter((view) => wanted.every((key) => view[key] === query.get(key)))
          .reverse();
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "GET",
      "/api/v1/codegen/:id",
      ({ response, user, params }) => sendJson(response, 200, taskOf(params.id, user).view),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/stream",
      ({ request, response, user, params, query }) =>
        streamEvents(request, response, taskOf(params.id, user), query, options.disconnect),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/events",
      ({ response, user, params, query }) => listEvents(response, taskOf(params.id, user), query),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/events/:sequence",
      ({ response, user, params }) =>
        readEvent(response, taskOf(params.id, user), Number(params.sequence)),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/raw",
      ({ response, user, params }) =>
        sendText(
          response,
          "application/x-ndjson",
          `${taskOf(params.id, user).lines.join("\n")}\n`,
          {
            "Content-Disposition": "attachment; filename=raw.ndjson",
          },
        ),
    ],
    [
      "GET",
      "/api/v1/codegen/:id/prompt",
      ({ response, user, params }) => {
        const requirement = requirementOf(taskOf(params.id, user).view.requirementId, user);
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
      ({ response, user, params, query }) => {
        const { summary, parts } = diffOf(params.id, user, query);
        const path = query.get("path");
        if (path === null) return sendJson(response, 200, summary);
        if (!parts.has(path)) throw new Refusal(404, "diff.file-unknown", "Not in this diff.");
        sendText(response, "text/x-diff; charset=utf-8", parts.get(path));
      },
    ],
    [
      "GET",
      "/api/v1/codegen/:id/diff.patch",
      ({ response, user, params, query }) => {
        const { summary, parts } = diffOf(params.id, user, query);
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
