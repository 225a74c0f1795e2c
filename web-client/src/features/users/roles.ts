import type { Role } from "@/api/types";

export const ROLES: Role[] = ["PM", "RD", "ADMIN"];
