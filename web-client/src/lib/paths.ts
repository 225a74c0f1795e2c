/** Every address of the application is built here and nowhere else. */
export const routes = {
  signIn: "/sign-in",
  projects: "/projects",
  project: "/projects/:projectId",
  projectTab: "/projects/:projectId/:tab",
  newRequirement: "/projects/:projectId/requirements/new",
  requirements: "/requirements",
  requirement: "/requirements/:requirementId",
  editRequirement: "/requirements/:requirementId/edit",
  generations: "/codegen",
  generation: "/codegen/:taskId",
  review: "/codegen/:taskId/review",
  inspection: "/inspections/:runId",
  repository: "/repositories/:repositoryId",
  statistics: "/statistics",
  inbox: "/inbox",
  audit: "/audit",
  users: "/admin/users",
  operations: "/admin/operations",
  eventSubscriptions: "/event-subscriptions",
  account: "/account",
} as const;

export type ProjectTab = "overview" | "board" | "requirements" | "repositories" | "members";
export type RequirementTab = "overview" | "context" | "history";

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
  project: (projectId: string, tab?: ProjectTab) =>
    tab && tab !== "overview"
      ? fill(routes.projectTab, { projectId, tab })
      : fill(routes.project, { projectId }),
  newRequirement: (projectId: string) => fill(routes.newRequirement, { projectId }),
  requirements: (query?: Record<string, string>) =>
    query ? `${routes.requirements}?${new URLSearchParams(query)}` : routes.requirements,
  requirement: (requirementId: string, tab?: RequirementTab) =>
    fill(routes.requirement, { requirementId }) + (tab && tab !== "overview" ? `?tab=${tab}` : ""),
  editRequirement: (requirementId: string) => fill(routes.editRequirement, { requirementId }),
  generations: (query?: Record<string, string>) =>
    query ? `${routes.generations}?${new URLSearchParams(query)}` : routes.generations,
  statistics: (query?: Record<string, string>) =>
    query ? `${routes.statistics}?${new URLSearchParams(query)}` : routes.statistics,
  projectRequirements: (projectId: string, query: Record<string, string>) =>
    `${fill(routes.projectTab, { projectId, tab: "requirements" })}?${new URLSearchParams(query)}`,
  audit: () => routes.audit,
  users: () => routes.users,
  operations: () => routes.operations,
  eventSubscriptions: () => routes.eventSubscriptions,
  account: () => routes.account,
  generation: (taskId: string, tab?: string) =>
    fill(routes.generation, { taskId }) + (tab ? `?tab=${tab}` : ""),
  review: (taskId: string) => fill(routes.review, { taskId }),
  inspection: (runId: string, from?: string) =>
    fill(routes.inspection, { runId }) + (from ? `?from=${encodeURIComponent(from)}` : ""),
  repository: (repositoryId: string) => fill(routes.repository, { repositoryId }),
  inbox: () => routes.inbox,
};

/** Only a path of this site is followed after sign-in, never another origin. */
export function safeReturnTo(value: string | null): string {
  if (!value?.startsWith("/") || value.startsWith("//") || value.startsWith("/\\")) return "/";
  return value;
}
