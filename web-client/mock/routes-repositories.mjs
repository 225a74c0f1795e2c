import { createAccess } from "./access.mjs";
import { page, Refusal, readBody, sendJson, sendNothing } from "./http.mjs";

const LINK = ["gitUrl", "platform", "defaultBranch", "accessToken"];

/** What `ls-remote` would say. */
function prove(gitUrl, accessToken) {
  const { hostname } = new URL(gitUrl);
  if (hostname === "127.0.0.1" || hostname === "localhost") {
    throw new Refusal(422, "repository.url-not-allowed", "Private addresses are refused.");
  }
  if (hostname.endsWith(".invalid")) {
    throw new Refusal(422, "repository.unreachable", "No answer.");
  }
  if (/wrong/.test(accessToken ?? "")) {
    throw new Refusal(422, "repository.credential-rejected", "The token was refused.");
  }
}

const credentialOf = (token) => ({
  present: Boolean(token),
  lastFour: token ? token.slice(-4) : null,
});

export function repositoryRoutes({ store }) {
  const access = createAccess(store);
  const repositoryOf = (id, user) => {
    const repository = store.repositories.get(id);
    if (!repository || !access.sees(repository.projectId, user)) {
      throw new Refusal(404, "repository.unknown", "No such repository.");
    }
    return repository;
  };
  return [
    [
      "GET",
      "/api/v1/projects/:id/repositories",
      ({ response, user, params, query }) => {
        access.projectOf(params.id, user);
        const items = [...store.repositories.values()].filter(
          ({ projectId }) => projectId === params.id,
        );
        sendJson(response, 200, page(items, query));
      },
    ],
    [
      "POST",
      "/api/v1/projects/:id/repositories",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, LINK);
        access.working(access.changeable(params.id, user, "DEVELOPER"));
        prove(body.gitUrl, body.accessToken);
        const { id } = store.addRepository({
          projectId: params.id,
          gitUrl: body.gitUrl,
          platform: body.platform,
          defaultBranch: body.defaultBranch ?? "main",
          credential: credentialOf(body.accessToken),
        });
        sendJson(response, 201, { id }, { Location: `/api/v1/repositories/${id}` });
      },
    ],
    [
      "GET",
      "/api/v1/repositories/:id",
      ({ response, user, params }) => {
        const repository = repositoryOf(params.id, user);
        sendJson(response, 200, repository, { ETag: store.versions.etag(repository) });
      },
    ],
    [
      "PATCH",
      "/api/v1/repositories/:id",
      async ({ request, response, user, params }) => {
        const body = await readBody(request, ["defaultBranch", "accessToken"]);
        const repository = repositoryOf(params.id, user);
        access.working(access.changeable(repository.projectId, user, "DEVELOPER"));
        access.expectVersion(request, repository);
        if (/missing/.test(body.defaultBranch ?? "")) {
          throw new Refusal(422, "repository.branch-missing", "No such branch.");
        }
        if (body.accessToken) prove(repository.gitUrl, body.accessToken);
        if (body.accessToken !== undefined) repository.credential = credentialOf(body.accessToken);
        if (body.defaultBranch) repository.defaultBranch = body.defaultBranch;
        store.versions.touch(repository);
        sendNothing(response);
      },
    ],
    [
      "DELETE",
      "/api/v1/repositories/:id",
      ({ response, user, params }) => {
        const { id, projectId } = repositoryOf(params.id, user);
        access.working(access.changeable(projectId, user, "DEVELOPER"));
        if ([...store.requirements.values()].some((one) => isUnderWay(one, id))) {
          throw new Refusal(409, "repository.in-use", "A run is under way.");
        }
        store.repositories.delete(id);
        sendNothing(response);
      },
    ],
  ];
}

function isUnderWay(requirement, repositoryId) {
  return requirement.repositoryId === repositoryId && requirement.status === "GENERATING";
}
