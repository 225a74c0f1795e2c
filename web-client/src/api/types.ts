import type { components, paths } from "./generated/schema";

type Schemas = components["schemas"];

type Content<Response> = Response extends { content: infer Media } ? Media[keyof Media] : never;

/** What a GET answers, named by its address: the address is the contract, the schema's name is not. */
type Read<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: infer Response } };
}
  ? Content<Response>
  : never;

type Item<Path extends keyof paths> =
  Read<Path> extends { items: (infer Element)[] } ? Element : never;

/** What a command takes. */
type Sent<Path extends keyof paths, Method extends "post" | "patch" | "put"> = paths[Path] extends {
  [Key in Method]: { requestBody?: infer Body };
}
  ? Content<NonNullable<Body>>
  : never;

export type UserDetails = Schemas["UserDetails"];
export type ProjectDetails = Schemas["ProjectDetails"];
export type RepositoryDetails = Schemas["RepositoryDetails"];
export type RequirementDetails = Schemas["RequirementDetails"];
export type GenerationDetails = Schemas["GenerationDetails"];
export type DiffSummary = Schemas["DiffDetails"];
export type DiffFile = Schemas["FileChange"];
export type BlameCall = Schemas["FileBlame"]["calls"][number];
export type FeedPage = Schemas["FeedPage"];

export type Member = Item<"/api/v1/projects/{id}/members">;
export type UserEntry = Item<"/api/v1/users">;
export type AccessToken = Item<"/api/v1/auth/tokens">;
export type HistoryEntry = Item<"/api/v1/requirements/{id}/history">;
export type DocumentText = Read<"/api/v1/requirements/{id}/document">;
export type DocumentSummary = NonNullable<RequirementDetails["document"]>;
export type Attachment = RequirementDetails["attachments"][number];

export type Reviews = Read<"/api/v1/codegen/{id}/reviews">;
export type AiReview = Reviews["ai"][number];
export type Finding = AiReview["issues"][number];
export type HumanReview = Reviews["human"][number];
export type ReviewComment = HumanReview["lineComments"][number];
export type TreeFile = Item<"/api/v1/codegen/{id}/files">;
export type Moment = Read<"/api/v1/codegen/{id}/state">;
export type MergeRequest = Read<"/api/v1/codegen/{id}/merge-request">;
export type Analysis = Read<"/api/v1/repositories/{id}/analysis">;
export type AnalysisResult = NonNullable<Analysis["result"]>;
export type Notice = Item<"/api/v1/notices">;
export type NoticePreferences = Read<"/api/v1/auth/me/notices">;

export type AuditEntry = Item<"/api/v1/audit">;
export type AuditEntryDetails = Read<"/api/v1/audit/{sequence}">;
export type AuditActorType = AuditEntry["actor"]["type"];
export type AuditOutcome = AuditEntry["outcome"];

export type Workers = Read<"/api/v1/admin/workers">;
export type Processor = Item<"/api/v1/admin/projections">;
export type Rebuild = Item<"/api/v1/admin/rebuilds">;
export type DeadLetterSequence = Item<"/api/v1/admin/dead-letters">;
export type Disk = Read<"/api/v1/admin/disk">;

export type EventSubscription = Item<"/api/v1/event-subscriptions">;
export type EventDelivery = Item<"/api/v1/event-subscriptions/{id}/deliveries">;
export type AddEventSubscriptionRequest = Sent<"/api/v1/event-subscriptions", "post">;

export type Dashboard = Read<"/api/v1/dashboard">;
export type Statistics = Read<"/api/v1/statistics">;
export type Figures = Statistics["totals"];
export type Board = Read<"/api/v1/projects/{id}/board">;

export type BudgetUse = Dashboard["budgets"][number];
export type ProjectBudget = Read<"/api/v1/projects/{id}/budget">;
export type SetProjectBudgetRequest = Sent<"/api/v1/projects/{id}/budget", "put">;

export type CreateProjectRequest = Schemas["CreateProjectRequest"];
export type LinkRepositoryRequest = Schemas["LinkRepositoryRequest"];
export type CreateRequirementRequest = Schemas["SubmitRequirementRequest"];
export type GenerateRequest = Schemas["GenerateRequest"];
export type EditProjectRequest = Sent<"/api/v1/projects/{id}", "patch">;
export type EditRepositoryRequest = Sent<"/api/v1/repositories/{id}", "patch">;
export type EditRequirementRequest = Sent<"/api/v1/requirements/{id}", "patch">;
export type CreateUserRequest = Sent<"/api/v1/users", "post">;
export type EditUserRequest = Sent<"/api/v1/users/{id}", "patch">;
export type SubmitReviewRequest = Sent<"/api/v1/codegen/{id}/reviews/human", "post">;
export type EvictDeadLetterRequest = Sent<"/api/v1/admin/dead-letters/{id}/evict", "post">;
export type CreateTokenRequest = Sent<"/api/v1/auth/tokens", "post">;

export type Role = NonNullable<UserDetails["role"]>;
export type ProjectRole = Member["role"];
export type UserStatus = NonNullable<UserEntry["status"]>;
export type TokenScope = CreateTokenRequest["scopes"][number];
export type GenerationStatus = GenerationDetails["status"];
export type GenerationStep = GenerationDetails["step"];
export type RequirementStatus = RequirementDetails["status"];
export type Priority = RequirementDetails["priority"];
export type Verdict = HumanReview["verdict"];
export type Side = ReviewComment["side"];
export type NoticeKind = Notice["kind"];
export type DiffScope = "whole" | "round";
export type Platform = RepositoryDetails["platform"];

/** What was read together with its version, which an edit sends back. */
export type Versioned<T> = T & { etag: string | null };

export function isFinished(status: GenerationStatus): boolean {
  return status === "COMPLETED" || status === "FAILED" || status === "CANCELLED";
}
