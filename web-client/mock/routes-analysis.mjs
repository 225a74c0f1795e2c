import { randomUUID } from "node:crypto";
import { createAccess } from "./access.mjs";
import { ANALYSIS } from "./findings.mjs";
import { Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const NONE = { status: "NONE", result: null, failure: null, rawAnswer: null };
const now = () => new Date().toISOString();

/** `options.analysis`: good or invalid; `options.analysisMs`: how long each of its steps takes. */
export function analysisRoutes({ store, runner, options }) {
  const access = createAccess(store);
  const repositoryOf = (id, user, least) => {
    const repository = store.repositories.get(id);
    if (!repository || !access.sees(repository.projectId, user)) {
      throw new Refusal(404, "repository.unknown", "No such repository.");
    }
    if (least) access.changeable(repository.projectId, user, least);
    return repository;
  };
  const settle = ({ view, startsAt, endsAt, outcome }) => {
    if (view.status === "QUEUED" && Date.now() >= startsAt) {
      Object.assign(view, { status: "RUNNING", startedAt: now(), queuePosition: null });
    }
    if (view.status !== "RUNNING" || Date.now() < endsAt) return view;
    const ended = { finishedAt: now(), commit: "bbd7038a1c2e5f60718293a4b5c6d7e8f9012345" };
    Object.assign(view, ended, { costUsd: 0.0412 });
    if (outcome === "invalid") {
      const message = "The answer is no JSON of the asked form: modules is missing.";
      const failure = { code: "inspection.answer-invalid", phase: "ANALYSE", message };
      Object.assign(view, { status: "FAILED", failure: { ...failure, retryable: true } });
      view.rawAnswer = '{"module": "I looked at the repository and it is nice."}';
    } else Object.assign(view, { status: "COMPLETED", result: ANALYSIS });
    return view;
  };
  const at = "/api/v1/repositories/:id";
  return [
    [
      "GET",
      `${at}/analysis`,
      ({ response, user, params }) => {
        repositoryOf(params.id, user);
        const found = store.analyses.get(params.id);
        sendJson(response, 200, found ? settle(found) : NONE);
      },
    ],
    [
      "POST",
      `${at}/analysis`,
      async ({ request, response, user, params }) => {
        await readBody(request, ["force"]);
        const repository = repositoryOf(params.id, user, "DEVELOPER");
        const before = store.analyses.get(params.id);
        if (before && ["QUEUED", "RUNNING"].includes(settle(before).status)) {
          throw new Refusal(409, "analysis.already-active", "One is on its way.");
        }
        const run = runner.inspect(repository.projectId, user);
        const step = options.analysisMs ?? 0;
        const view = {
          ...NONE,
          status: "QUEUED",
          runId: run.view.id,
          queuePosition: 2,
          requestedBy: { id: user.id, name: user.name },
          stale: false,
        };
        const times = { startsAt: Date.now() + step, endsAt: Date.now() + 2 * step };
        store.analyses.set(params.id, { view, ...times, outcome: options.analysis ?? "good" });
        sendJson(response, 202, { id: run.view.id }, { Location: `${request.url}` });
      },
    ],
    [
      "GET",
      `${at}/webhook`,
      ({ response, user, params }) => {
        repositoryOf(params.id, user, "DEVELOPER");
        sendJson(response, 200, store.webhooks.get(params.id) ?? { present: false });
      },
    ],
    [
      "POST",
      `${at}/webhook`,
      ({ response, user, params }) => {
        const { platform } = repositoryOf(params.id, user, "DEVELOPER");
        const url = `http://mock.invalid/api/v1/webhooks/${platform.toLowerCase()}/${params.id}`;
        store.webhooks.set(params.id, { present: true, url, lastDeliveryAt: null });
        sendJson(response, 201, { url, secret: randomUUID().replaceAll("-", "") });
      },
    ],
    [
      "DELETE",
      `${at}/webhook`,
      ({ response, user, params }) => {
        repositoryOf(params.id, user, "DEVELOPER");
        store.webhooks.delete(params.id);
        sendNothing(response);
      },
    ],
  ];
}
