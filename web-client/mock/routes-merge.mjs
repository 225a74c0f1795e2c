import { createAccess } from "./access.mjs";
import { Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const APPROVED = ["APPROVED", "MERGE_REQUESTED", "MERGED"];
const now = () => new Date().toISOString();

const FAILURE = {
  code: "merge.token-rejected",
  message: "401 Unauthorized",
  retryable: false,
  retryAt: null,
  paths: [],
};

/** `options.merge`: ok, failed or conflict; `options.mergeMs`: how long the platform takes. */
export function mergeRoutes({ store, options }) {
  const access = createAccess(store);
  const taskOf = (id, user) => {
    const task = store.tasks.get(id);
    if (!task || !access.sees(task.view.projectId, user)) {
      throw new Refusal(404, "generation.unknown", "There is no such generation.");
    }
    return task;
  };
  const requirementOf = (task) => store.requirements.get(task.view.requirementId);
  const create = (task) => {
    const requirement = requirementOf(task);
    const repository = store.repositories.get(task.view.repositoryId);
    const platform = repository?.platform ?? "GIT";
    const number = platform === "GIT" ? null : 17;
    const merge = {
      id: `merge:${requirement.id}`,
      requirementId: requirement.id,
      taskId: task.view.id,
      platform,
      number,
      url: number ? `https://git.example.com/team/shop/-/merge_requests/${number}` : null,
      state: "REQUESTED",
      title: `${requirement.key} ${requirement.title}`,
      sourceBranch: task.view.branch,
      targetBranch: requirement.targetBranch ?? "main",
      headCommit: task.view.headCommit,
      requestedAt: now(),
      openedAt: null,
      mergedAt: null,
      mergeCommit: null,
      mergeable: null,
      failure: null,
      canMergeHere: platform === "GIT",
      readyAt: Date.now() + (options.mergeMs ?? 0),
    };
    store.merges.set(task.view.id, merge);
    return merge;
  };
  const settle = (task, merge) => {
    if (merge.state !== "REQUESTED" || Date.now() < merge.readyAt) return;
    const requirement = requirementOf(task);
    if (options.merge === "failed") return Object.assign(merge, { failure: FAILURE });
    const mergeable = options.merge !== "conflict";
    Object.assign(merge, { state: "OPENED", openedAt: now(), failure: null, mergeable });
    requirement.status = "MERGE_REQUESTED";
    const link = `/requirements/${requirement.id}`;
    store.notify("MERGE_REQUEST_OPENED", requirement, task.view.id, {}, link);
  };
  const viewOf = ({ readyAt: _, ...merge }) => merge;
  const find = (id, user) => {
    const task = taskOf(id, user);
    const approved = APPROVED.includes(requirementOf(task).status);
    const merge = store.merges.get(id) ?? (approved && !options.mergeByHand ? create(task) : null);
    if (merge) settle(task, merge);
    return { task, merge, approved };
  };
  const at = "/api/v1/codegen/:id/merge-request";
  return [
    [
      "GET",
      at,
      ({ response, user, params }) => {
        const { merge } = find(params.id, user);
        if (!merge) throw new Refusal(404, "merge.none", "There is none yet.");
        sendJson(response, 200, viewOf(merge));
      },
    ],
    [
      "POST",
      at,
      async ({ request, response, user, params }) => {
        await readBody(request, ["title", "targetBranch", "draft"]);
        const { task, merge, approved } = find(params.id, user);
        if (!approved) throw new Refusal(409, "merge.not-approved", "Approve it first.");
        const opened = merge ?? create(task);
        opened.state = "REQUESTED";
        settle(task, opened);
        sendJson(response, merge ? 200 : 201, viewOf(opened));
      },
    ],
    [
      "POST",
      `${at}/merge`,
      ({ response, user, params }) => {
        const { task, merge } = find(params.id, user);
        if (merge?.state !== "OPENED") throw new Refusal(409, "merge.not-open", "It is not open.");
        if (options.merge === "conflict") {
          throw new Refusal(409, "merge.conflict", "Two files changed on both sides.", [
            { field: "src/Greeter.java", message: "changed on both sides" },
            { field: "NOTES.md", message: "added on both sides" },
          ]);
        }
        Object.assign(merge, { state: "MERGED", mergedAt: now() });
        const requirement = requirementOf(task);
        requirement.status = "MERGED";
        const link = `/requirements/${requirement.id}`;
        store.notify("MERGED", requirement, task.view.id, { by: user.name }, link);
        sendNothing(response);
      },
    ],
  ];
}
