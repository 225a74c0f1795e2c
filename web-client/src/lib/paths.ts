/** Every address of the application is built here and nowhere else. */
export const routes = {
  signIn: "/sign-in",
  projects: "/projects",
  project: "/projects/:projectId",
  newRequirement: "/projects/:projectId/requirements/new",
  requirement: "/requirements/:requirementId",
  generation: "/codegen/:taskId",
} as const;

function fill(pattern: string, values: Record<string, string>): string {
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
}

export const paths = {
  home: () => "/",
  signIn: (returnTo?: string) =>
    returnTo && returnTo !== "/"
      ? `${routes.signIn}?returnTo=${encodeURIComponent(returnTo)}`
      : routes.signIn,
  projects: () => routes.projects,
  project: (projectId: string) => fill(routes.project, { projectId }),
  newRequirement: (projectId: string) => fill(routes.newRequirement, { projectId }),
  requirement: (requirementId: string) => fill(routes.requirement, { requirementId }),
  generation: (taskId: string, tab?: string) =>
    fill(routes.generation, { taskId }) + (tab ? `?tab=${tab}` : ""),
};

/** Only a path of this site is followed after sign-in, never another origin. */
export function safeReturnTo(value: string | null): string {
  if (!value?.startsWith("/") || value.startsWith("//") || value.startsWith("/\\")) return "/";
  return value;
}
