import { Refusal } from "./http.mjs";

const RANK = { VIEWER: 1, DEVELOPER: 2, OWNER: 3 };

/** Who sees and may do what; an object that one may not see does not exist. */
export function createAccess(store) {
  const roleIn = (projectId, user) => store.members.get(projectId)?.get(user.id)?.role ?? null;
  const sees = (projectId, user) => user.role === "ADMIN" || roleIn(projectId, user) !== null;

  const projectOf = (id, user) => {
    const project = store.projects.get(id);
    if (!project || !sees(id, user)) {
      throw new Refusal(404, "project.unknown", "There is no such project.");
    }
    return project;
  };

  const changeable = (id, user, least, also = () => false) => {
    const project = projectOf(id, user);
    const rank = RANK[roleIn(id, user)] ?? 0;
    if (user.role !== "ADMIN" && rank < RANK[least] && !also()) {
      throw new Refusal(403, "access.denied", "Your role in the project is not enough.");
    }
    return project;
  };

  const working = (project) => {
    if (project.archived) throw new Refusal(409, "project.archived", "The project is archived.");
    return project;
  };

  const requirementOf = (idOrKey, user) => {
    const found = [...store.requirements.values()].find(
      ({ id, key }) => id === idOrKey || key === idOrKey,
    );
    if (!found || !sees(found.projectId, user)) {
      throw new Refusal(404, "requirement.unknown", "There is no such requirement.");
    }
    return found;
  };

  /** The requirement of somebody who may write in its project. */
  const writable = (id, user) => {
    const requirement = requirementOf(id, user);
    const also = () => user.role === "PM" || requirement.createdBy.id === user.id;
    working(changeable(requirement.projectId, user, "DEVELOPER", also));
    return requirement;
  };

  const expectVersion = (request, thing) => {
    const wanted = request.headers["if-match"];
    if (wanted && wanted !== store.versions.etag(thing)) {
      throw new Refusal(412, "request.precondition-failed", "It was changed in the meantime.");
    }
  };

  return { roleIn, sees, projectOf, changeable, working, requirementOf, writable, expectVersion };
}
