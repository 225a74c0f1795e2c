import { split } from './money.js'

export function people(expenses) {
  const names = new Set()
  for (const { payer, sharers } of expenses) {
    names.add(payer)
    for (const name of sharers ?? []) {
      names.add(name)
    }
  }
  return [...names].sort()
}

export function balances(expenses) {
  const everybody = people(expenses)
  const owed = new Map(everybody.map(name => [name, 0]))
  for (const { payer, cents, sharers } of expenses) {
    const group = sharers ?? everybody
    const shares = split(cents, group.length)
    owed.set(payer, owed.get(payer) + cents)
    group.forEach((name, index) => owed.set(name, owed.get(name) - shares[index]))
  }
  return owed
}
