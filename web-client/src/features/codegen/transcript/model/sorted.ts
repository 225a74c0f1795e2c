/** How many of these ascending numbers are not greater than this one. */
export function countUpTo(ascending: readonly number[], last: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}
