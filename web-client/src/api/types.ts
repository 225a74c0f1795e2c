import type { components } from "./generated/schema";

type Schemas = components["schemas"];

export type UserDetails = Schemas["UserDetails"];
export type ProjectDetails = Schemas["ProjectDetails"];
export type RepositoryDetails = Schemas["RepositoryDetails"];
export type RequirementDetails = Schemas["RequirementDetails"];
export type GenerationDetails = Schemas["GenerationDetails"];
export type DiffSummary = Schemas["DiffDetails"];
export type DiffFile = Schemas["FileChange"];
export type FeedPage = Schemas["FeedPage"];

export type CreateProjectRequest = Schemas["CreateProjectRequest"];
export type LinkRepositoryRequest = Schemas["LinkRepositoryRequest"];
export type CreateRequirementRequest = Schemas["SubmitRequirementRequest"];
export type GenerateRequest = Schemas["GenerateRequest"];

export type Role = NonNullable<UserDetails["role"]>;
export type GenerationStatus = GenerationDetails["status"];
export type GenerationStep = GenerationDetails["step"];
export type RequirementStatus = RequirementDetails["status"];
export type Priority = RequirementDetails["priority"];
export type Platform = RepositoryDetails["platform"];

export function isFinished(status: GenerationStatus): boolean {
  return status === "COMPLETED" || status === "FAILED" || status === "CANCELLED";
}
