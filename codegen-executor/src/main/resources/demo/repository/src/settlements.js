export function settlements(owed) {
  const open = [...owed].filter(([, cents]) => cents !== 0)
  const payments = []
  while (open.length > 1) {
    open.sort(([, a], [, b]) => a - b)
    const debtor = open[0]
    const creditor = open[open.length - 1]
    const cents = Math.min(-debtor[1], creditor[1])
    if (cents <= 0) {
      break
    }
    payments.push({ from: debtor[0], to: creditor[0], cents })
    debtor[1] += cents
    creditor[1] -= cents
    for (let i = open.length - 1; i >= 0; i--) {
      if (open[i][1] === 0) {
        open.splice(i, 1)
      }
    }
  }
  return payments
}
