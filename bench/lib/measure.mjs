export const median = values => percentile(values, 50)

export function percentile(values, p) {
  if (!values.length) return NaN
  const sorted = [...values].sort((a, b) => a - b)
  if (p === 50 && sorted.length % 2 === 0) return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]
}

export const round = (value, digits = 2) => (Number.isFinite(value) ? Number(value.toFixed(digits)) : null)

/**
 * A row of the report.
 *
 * @param goal `{atMost}` or `{atLeast}`, tested against the value that `of` names
 */
export function figure(name, { value, unit, baseline = null, ratio = null, goal = null, of = 'ratio', samples, ...detail }) {
  const judged = of === 'ratio' ? ratio : value
  const met = goal ? (goal.atMost !== undefined ? judged <= goal.atMost : judged >= goal.atLeast) : null
  return {
    name, value: round(value), unit, baseline: round(baseline ?? NaN), ratio: round(ratio ?? NaN, 3),
    goal: goal && { of, ...goal }, met, samples, ...detail,
  }
}
