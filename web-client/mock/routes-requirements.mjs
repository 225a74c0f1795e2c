import { createAccess } from "./access.mjs";
import { invalid, matches, page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const FIELDS = [
  "title",
  "description",
  "priority",
  "repositoryId",
  "targetBranch",
  "documentUrl",
  "assigneeId",
];
const URGENCY = ["LOW", "MEDIUM", "HIGH", "URGENT"];
const CLOSABLE = ["GENERATING", "MERGED", "CLOSED"];

const ORDERS = {
  newest: (a, b) => b.createdAt.localeCompare(a.createdAt),
  updated: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
  priority: (a, b) => URGENCY.indexOf(b.priority) - URGENCY.indexOf(a.priority),
};

export function viewOfRequirement(store, requirement) {
  const assignee = requirement.assigneeId && store.users.get(requirement.assigneeId);
  const document = store.documents.get(requirement.id);
  const attachments = store.attachments.get(requirement.id) ?? [];
  return {
    ...requirement,
    assignee: assignee ? { id: assignee.id, name: assignee.name } : null,
    document: document ? document.summary : null,
    attachments: attachments.map(({ content: _, ...attachment }) => attachment),
  };
}

function check(store, body, projectId) {
  if (body.title !== undefined && !body.title?.trim()) throw invalid("title", "Must not be empty.");
  if (body.description !== undefined && !body.description?.trim()) {
    throw invalid("description", "Must not be empty.");
  }
  if (/\s/.test(body.targetBranch ?? "")) {
    throw invalid("targetBranch", "A branch name has no spaces.");
  }
  if (body.assigneeId && !store.members.get(projectId).has(body.assigneeId)) {
    throw invalid("assigneeId", "Is not a member of the project.");
  }
}

export function requirementRoutes({ store }) {
  const access = createAccess(store);
  const refuseStatus = (words) => new Refusal(409, "requirement.status-not-allowed", words);
  return [
    [
      "POST",
      "/api/v1/projects/:id/requirements",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, FIELDS);
        const project = access.working(
          access.changeable(params.id, user, "DEVELOPER", () => user.role === "PM"),
        );
        if (!body.title?.trim()) throw invalid("title", "Must not be empty.");
        check(store, body, project.id);
        const { id, key } = store.addRequirement(project, user, body);
        sendJson(response, 201, { id, key }, { Location: `/api/v1/requirements/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/requirements",
      ({ response, user, query }) => {
        const wanted = ["projectId", "status", "assigneeId", "priority"].filter((key) =>
          query.get(key),
        );
        const isMine = ({ createdBy, assigneeId }) =>
          createdBy.id === user.id || assigneeId === user.id;
        const items = [...store.requirements.values()]
          .filter(({ projectId }) => access.sees(projectId, user))
          .filter((one) => wanted.every((key) => one[key] === query.get(key)))
          .filter((one) => query.get("mine") !== "true" || isMine(one))
          .filter(({ key, title }) => matches(`${key} ${title}`, query.get("q")))
          .reverse()
          .sort(ORDERS[query.get("sort") ?? "newest"])
          .map((requirement) => viewOfRequirement(store, requirement));
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id",
      ({ response, user, params }) => {
        const requirement = access.requirementOf(params.id, user);
        const headers = { ETag: store.versions.etag(requirement) };
        sendJson(response, 200, viewOfRequirement(store, requirement), headers);
      },
    ],
    [
      "PATCH",
      "/api/v1/requirements/:id",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, FIELDS);
        const requirement = access.writable(params.id, user);
        access.expectVersion(request, requirement);
        check(store, body, requirement.projectId);
        if (requirement.status === "CLOSED") {
          throw new Refusal(409, "requirement.closed", "Reopen it first.");
        }
        const changes = Object.entries(body)
          .filter(([field, value]) => requirement[field] !== value)
          .map(([field, value]) => ({ field, before: requirement[field], after: value }));
        Object.assign(requirement, body);
        if (changes.length > 0) store.record(requirement, user, "EDITED", changes);
        sendNothing(response);
      },
    ],
    [
      "POST",
      "/api/v1/requirements/:id/close",
      async ({ request, response, user, params }) => {
        const { reason } = await readBody(request, ["reason"]);
        const requirement = access.writable(params.id, user);
        access.expectVersion(request, requirement);
        const before = requirement.status;
        if (CLOSABLE.includes(before)) throw refuseStatus(`It is ${before}.`);
        requirement.status = "CLOSED";
        store.record(requirement, user, "CLOSED", [
          { field: "status", before, after: "CLOSED" },
          ...(reason ? [{ field: "reason", before: null, after: reason }] : []),
        ]);
        sendNothing(response);
      },
    ],
    [
      "POST",
      "/api/v1/requirements/:id/reopen",
      ({ response, user, params }) => {
        const requirement = access.writable(params.id, user);
        if (requirement.status !== "CLOSED") throw refuseStatus("It is not closed.");
        requirement.status = "DRAFT";
        store.record(requirement, user, "REOPENED", [
          { field: "status", before: "CLOSED", after: "DRAFT" },
        ]);
        sendNothing(response);
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id/history",
      ({ response, user, params, query }) => {
        const { id } = access.requirementOf(params.id, user);
        sendJson(response, 200, page(store.histories.get(id), query));
      },
    ],
  ];
}
