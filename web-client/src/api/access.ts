import type { ProjectDetails, UserDetails } from "./types";

export interface Rights {
  /** Members, archive, name. */
  manage: boolean;
  /** Repositories and generations. */
  develop: boolean;
  /** Requirements. */
  write: boolean;
}

const NONE: Rights = { manage: false, develop: false, write: false };

/**
 * What the reader may do in a project, so that no button is shown that the server would refuse. The
 * server decides; this only decides what is offered.
 */
export function rightsIn(
  project: Pick<ProjectDetails, "myRole" | "archived"> | undefined,
  me: Pick<UserDetails, "role"> | undefined,
): Rights {
  if (!project || project.archived) return NONE;
  const admin = me?.role === "ADMIN";
  const { myRole } = project;
  const manage = admin || myRole === "OWNER";
  const develop = manage || myRole === "DEVELOPER";
  return { manage, develop, write: develop || (me?.role === "PM" && Boolean(myRole)) };
}
