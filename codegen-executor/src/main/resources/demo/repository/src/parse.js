import { parseCents } from './money.js'

export function parseExpenses(text) {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => parseLine(line, number))
}

export function parseLine(line, number) {
  const [payer, amount, what = '', sharers = ''] = line.split(',').map(field => field.trim())
  if (!payer || amount === undefined) {
    throw new Error(`line ${number}: expected payer,amount,what for[,who shares it]`)
  }
  return { payer, cents: parseCents(amount), what, sharers: parseSharers(sharers) }
}

export function parseSharers(text) {
  return text === '' ? null : text.split(';').map(name => name.trim()).filter(Boolean)
}
