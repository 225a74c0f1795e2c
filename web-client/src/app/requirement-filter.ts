import { useSearchParams } from "react-router";
import type { Days, RequirementFilter, RequirementSort } from "@/api/requirements";
import { priorityTones, requirementTones } from "@/lib/tones";

const SORTS: RequirementSort[] = ["newest", "updated", "priority"];

function oneOf<Key extends string>(names: Record<Key, unknown>, value: string | null): Key | null {
  return value !== null && Object.hasOwn(names, value) ? (value as Key) : null;
}

function readEnded(search: URLSearchParams): Days | null {
  const from = search.get("endedFrom");
  const to = search.get("endedTo");
  return from && to ? { from, to, zone: search.get("zone") ?? "UTC" } : null;
}

function read(search: URLSearchParams, projectId: string | null): RequirementFilter {
  return {
    projectId,
    status: oneOf(requirementTones, search.get("status")),
    priority: oneOf(priorityTones, search.get("priority")),
    assigneeId: search.get("assignee"),
    mine: search.get("mine") === "true",
    q: search.get("q") ?? "",
    sort: SORTS.find((sort) => sort === search.get("sort")) ?? "newest",
    ended: readEnded(search),
  };
}

function write(filter: RequirementFilter): Record<string, string> {
  const { status, priority, assigneeId, mine, q, sort, ended } = filter;
  return {
    ...(ended && { endedFrom: ended.from, endedTo: ended.to, zone: ended.zone }),
    ...(q && { q }),
    ...(status && { status }),
    ...(priority && { priority }),
    ...(assigneeId && { assignee: assigneeId }),
    ...(mine && { mine: "true" }),
    ...(sort !== "newest" && { sort }),
  };
}

/** What a list of requirements shows stands in the address, so that it can be sent to somebody. */
export function useRequirementFilter(projectId: string | null) {
  const [search, setSearch] = useSearchParams();
  const filter = read(search, projectId);
  const onFilter = (change: Partial<RequirementFilter>) =>
    setSearch(write({ ...filter, ...change }), { replace: true });
  return { filter, onFilter };
}
