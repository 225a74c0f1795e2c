/** A pause longer than this is shown and played as long as this, where gaps are shortened. */
export const LONGEST_GAP = 1500;

/** Where each event stands on the time of the replay, in milliseconds from the first one. */
export interface Clock {
  length: number;
  /** The place of an event; of 0, before the first. */
  placeOf: (sequence: number) => number;
  /** The last event that has happened by then, at least 1. */
  eventAt: (place: number) => number;
}

interface ClockSource {
  last: number;
  /** When an event was recorded, null where that is not known yet. */
  timeOf: (sequence: number) => number | null;
  /** When the run began and ended, as far as it is known without its events. */
  begin: number;
  end: number;
}

/** The time of an event that is not here lies between its neighbours'; no time runs backwards. */
function timesOf({ last, timeOf, begin, end }: ClockSource): Float64Array {
  const times = new Float64Array(last + 1);
  let known = 0;
  times[0] = timeOf(1) ?? begin;
  const fill = (to: number, time: number) => {
    const from = times[known] ?? 0;
    const until = Math.max(from, time);
    for (let at = known + 1; at <= to; at += 1) {
      times[at] = from + ((until - from) * (at - known)) / (to - known);
    }
    known = to;
  };
  for (let sequence = 1; sequence <= last; sequence += 1) {
    const time = timeOf(sequence);
    if (time !== null) fill(sequence, time);
  }
  if (known < last) fill(last, end);
  return times;
}

export function createClock(source: ClockSource, shortened: boolean): Clock {
  const { last } = source;
  const times = timesOf(source);
  const places = new Float64Array(last + 1);
  for (let sequence = 2; sequence <= last; sequence += 1) {
    const gap = (times[sequence] ?? 0) - (times[sequence - 1] ?? 0);
    places[sequence] = (places[sequence - 1] ?? 0) + (shortened ? Math.min(gap, LONGEST_GAP) : gap);
  }
  const placeOf = (sequence: number) => places[Math.max(0, Math.min(sequence, last))] ?? 0;
  return {
    length: placeOf(last),
    placeOf,
    eventAt: (place) => {
      let low = 1;
      let high = last;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (placeOf(middle) <= place) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

const TICKS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400,
].map((seconds) => seconds * 1000);

/** Round times along the way, about as many as asked for. */
export function ticksOf(length: number, wanted: number): number[] {
  const size =
    TICKS.find((tick) => length / tick <= wanted) ??
    86_400_000 * Math.ceil(length / 86_400_000 / wanted);
  const ticks: number[] = [];
  for (let at = size; at < length; at += size) ticks.push(at);
  return ticks;
}
