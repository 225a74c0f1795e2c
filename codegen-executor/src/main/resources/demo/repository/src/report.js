import { formatCents } from './money.js'

export function report(owed, payments) {
  const lines = ['Balances']
  for (const [name, cents] of owed) {
    lines.push(`  ${name.padEnd(10)} ${formatCents(cents).padStart(10)}`)
  }
  lines.push('', 'Payments')
  for (const payment of payments) {
    lines.push(paymentLine(payment))
  }
  return lines.join('\n')
}

export function paymentLine({ from, to, cents }) {
  return `  ${from} pays ${to} ${formatCents(cents)}`
}
