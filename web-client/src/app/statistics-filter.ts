import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { StatisticsFilter } from "@/api/statistics";
import { countDays, dayIn, isDay, isZone, localZone, shiftDay } from "@/lib/days";

const DEFAULT_DAYS = 30;
const MOST_DAYS = 2800;
/** Where more days than these are shown, weeks are read more easily. */
const MANY_DAYS = 92;

function read(search: URLSearchParams): { filter: StatisticsFilter; days: number | null } {
  const zone = search.get("zone");
  const at = isZone(zone) ? zone : localZone();
  const from = search.get("from");
  const to = search.get("to");
  const own = isDay(from) && isDay(to) && from <= to && countDays(from, to) <= MOST_DAYS;
  const wanted = Number(search.get("days") ?? DEFAULT_DAYS);
  const days =
    Number.isInteger(wanted) && wanted > 0 && wanted <= MOST_DAYS ? wanted : DEFAULT_DAYS;
  const today = dayIn(at, new Date());
  const span = own ? { from, to } : { from: shiftDay(today, 1 - days), to: today };
  const many = countDays(span.from, span.to) > MANY_DAYS;
  const bucket = search.get("bucket") ?? (many ? "week" : "day");
  return {
    days: own ? null : days,
    filter: {
      ...span,
      projectId: search.get("projectId"),
      zone: at,
      bucket: bucket === "week" || countDays(span.from, span.to) > 400 ? "week" : "day",
    },
  };
}

/** Which figures are shown stands in the address; so many days up to today stay that tomorrow. */
export function useStatisticsFilter() {
  const [search, setSearch] = useSearchParams();
  const { filter, days } = useMemo(() => read(search), [search]);
  const write = (change: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(change)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setSearch(next, { replace: true });
  };
  return {
    filter,
    days,
    onDays: (count: number) => write({ days: String(count), from: null, to: null, bucket: null }),
    onFilter: ({ from, to, ...change }: Partial<StatisticsFilter>) =>
      write({
        ...change,
        ...((from || to) && { from: from ?? filter.from, to: to ?? filter.to, days: null }),
      }),
  };
}
