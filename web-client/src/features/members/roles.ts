import type { ProjectRole } from "@/api/types";

export const PROJECT_ROLES: ProjectRole[] = ["OWNER", "DEVELOPER", "VIEWER"];
