import { page, Refusal, readBody, sendJson } from "./http.mjs";

const field = (name, message) => [{ field: name, message }];
const matches = (text, q) => !q || text.toLowerCase().includes(q.toLowerCase());

function invalid(name, message) {
  return new Refusal(422, "request.invalid", message, field(name, message));
}

export function projectRoutes({ store }) {
  const projectOf = (id) => {
    const project = store.projects.get(id);
    if (!project) throw new Refusal(404, "project.unknown", "There is no such project.");
    return project;
  };

  return [
    [
      "GET",
      "/api/v1/projects",
      ({ response, user, query }) => {
        const items = [...store.projects.values()]
          .filter(({ name, key }) => matches(`${key} ${name}`, query.get("q")))
          .map((project) => store.viewOfProject(project, user));
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
        const { id } = store.addProject(body);
        sendJson(response, 201, { id }, { Location: `/api/v1/projects/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/projects/:id",
      ({ response, user, params }) =>
        sendJson(response, 200, store.viewOfProject(projectOf(params.id), user)),
    ],
    [
      "GET",
      "/api/v1/projects/:id/repositories",
      ({ response, params, query }) => {
        projectOf(params.id);
        const items = [...store.repositories.values()].filter(
          ({ projectId }) => projectId === params.id,
        );
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/projects/:id/repositories",
      async ({ request, response, params }) => {
        const body = await readBody(request, [
          "gitUrl",
          "platform",
          "defaultBranch",
          "accessToken",
        ]);
        projectOf(params.id);
        const { hostname } = new URL(body.gitUrl);
        if (hostname === "127.0.0.1" || hostname === "localhost") {
          throw new Refusal(422, "repository.url-not-allowed", "Private addresses are refused.");
        }
        if (hostname.endsWith(".invalid")) {
          throw new Refusal(422, "repository.unreachable", "No answer.");
        }
        if (/wrong/.test(body.accessToken ?? "")) {
          throw new Refusal(422, "repository.credential-rejected", "The token was refused.");
        }
        const { id } = store.addRepository({
          projectId: params.id,
          gitUrl: body.gitUrl,
          platform: body.platform,
          defaultBranch: body.defaultBranch ?? "main",
          credential: {
            present: Boolean(body.accessToken),
            lastFour: body.accessToken?.slice(-4) ?? null,
          },
        });
        sendJson(response, 201, { id }, { Location: `/api/v1/repositories/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/repositories/:id",
      ({ response, params }) => {
        const repository = store.repositories.get(params.id);
        if (!repository) throw new Refusal(404, "repository.unknown", "No such repository.");
        sendJson(response, 200, repository);
      },
    ],
    [
      "POST",
      "/api/v1/projects/:id/requirements",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, [
          "title",
          "description",
          "priority",
          "repositoryId",
          "targetBranch",
          "documentUrl",
          "assigneeId",
        ]);
        if (!body.title?.trim()) throw invalid("title", "Must not be empty.");
        const { id, key } = store.addRequirement(projectOf(params.id), user, body);
        sendJson(response, 201, { id, key }, { Location: `/api/v1/requirements/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/requirements",
      ({ response, query }) => {
        const wanted = ["projectId", "status", "assigneeId"].filter((key) => query.get(key));
        const items = [...store.requirements.values()]
          .filter((one) => wanted.every((key) => one[key] === query.get(key)))
          .filter(({ key, title }) => matches(`${key} ${title}`, query.get("q")))
          .reverse();
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "GET",
      "/api/v1/requirements/:id",
      ({ response, params }) => {
        const found = [...store.requirements.values()].find(
          ({ id, key }) => id === params.id || key === params.id,
        );
        if (!found) throw new Refusal(404, "requirement.unknown", "No such requirement.");
        sendJson(response, 200, found);
      },
    ],
  ];
}
