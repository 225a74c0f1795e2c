import { createAccess } from "./access.mjs";
import { invalid, matches, page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const DONE = ["MERGED", "CLOSED"];
const count = (things, test) => [...things.values()].filter(test).length;

export function viewOfProject(store, access, project, user) {
  const within = ({ projectId }) => projectId === project.id;
  return {
    ...project,
    myRole: access.roleIn(project.id, user),
    members: store.members.get(project.id).size,
    repositories: count(store.repositories, within),
    openRequirements: count(store.requirements, (one) => within(one) && !DONE.includes(one.status)),
  };
}

function basicRoutes({ store }) {
  const access = createAccess(store);
  return [
    [
      "GET",
      "/api/v1/projects",
      ({ response, user, query }) => {
        const archived = query.get("archived") === "true";
        const items = [...store.projects.values()]
          .filter((project) => access.sees(project.id, user) && project.archived === archived)
          .filter(({ name, key }) => matches(`${key} ${name}`, query.get("q")))
          .map((project) => viewOfProject(store, access, project, user));
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/projects",
      async ({ request, response, user }) => {
        const body = await readBody(request, ["key", "name", "description"]);
        if (user.role === "RD") throw new Refusal(403, "access.denied", "Only a PM or an admin.");
        if (!/^[A-Z0-9]{2,10}$/.test(body.key ?? "")) throw invalid("key", "2 to 10 of A–Z, 0–9.");
        if (!body.name?.trim()) throw invalid("name", "Must not be empty.");
        if ([...store.projects.values()].some(({ key }) => key === body.key)) {
          throw new Refusal(409, "project.key-taken", "The key is taken.");
        }
        const { id } = store.addProject(body, user);
        sendJson(response, 201, { id }, { Location: `/api/v1/projects/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/projects/:id",
      ({ response, user, params }) => {
        const project = access.projectOf(params.id, user);
        const headers = { ETag: store.versions.etag(project) };
        sendJson(response, 200, viewOfProject(store, access, project, user), headers);
      },
    ],
    [
      "PATCH",
      "/api/v1/projects/:id",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, ["name", "description", "archived"]);
        const project = access.changeable(params.id, user, "OWNER");
        access.expectVersion(request, project);
        if (body.archived !== false) access.working(project);
        if (body.name !== undefined && !body.name.trim()) {
          throw invalid("name", "Must not be empty.");
        }
        Object.assign(project, body);
        store.versions.touch(project);
        sendNothing(response);
      },
    ],
    [
      "DELETE",
      "/api/v1/projects/:id",
      ({ response, user, params }) => {
        const project = access.changeable(params.id, user, "OWNER");
        project.archived = true;
        store.versions.touch(project);
        sendNothing(response);
      },
    ],
  ];
}

function memberRoutes({ store }) {
  const access = createAccess(store);
  const keepAnOwner = (list, userId) => {
    const owners = [...list].filter(([, { role }]) => role === "OWNER");
    if (owners.length === 1 && owners[0][0] === userId) {
      throw new Refusal(409, "project.last-owner", "The last owner stays.");
    }
  };
  return [
    [
      "GET",
      "/api/v1/projects/:id/members",
      ({ response, user, params, query }) => {
        access.projectOf(params.id, user);
        const items = [...store.members.get(params.id)].map(([userId, member]) => {
          const { name, email, avatarUrl } = store.users.get(userId);
          return { userId, name, email, avatarUrl, ...member };
        });
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/projects/:id/members",
      async ({ request, response, user, params }) => {
        const { userId, role } = await readBody(request, ["userId", "role"]);
        access.working(access.changeable(params.id, user, "OWNER"));
        if (!store.users.has(userId)) throw invalid("userId", "There is no such user.");
        const list = store.members.get(params.id);
        const known = list.has(userId);
        if (known && role !== "OWNER") keepAnOwner(list, userId);
        store.addMember(params.id, userId, role);
        sendNothing(response, known ? 204 : 201);
      },
    ],
    [
      "DELETE",
      "/api/v1/projects/:id/members/:userId",
      ({ response, user, params }) => {
        access.changeable(params.id, user, "OWNER", () => params.userId === user.id);
        const list = store.members.get(params.id);
        keepAnOwner(list, params.userId);
        list.delete(params.userId);
        sendNothing(response);
      },
    ],
  ];
}

export function projectRoutes(scope) {
  return [...basicRoutes(scope), ...memberRoutes(scope)];
}
