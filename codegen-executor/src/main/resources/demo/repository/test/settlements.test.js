import assert from 'node:assert/strict'
import { test } from 'node:test'
import { balances } from '../src/balances.js'
import { parseExpenses } from '../src/parse.js'
import { settlements } from '../src/settlements.js'

test('one payment settles two people', () => {
  const owed = balances(parseExpenses('Ana,90.00,Hotel\nBen,30.00,Dinner,Ana;Ben\n'))
  assert.deepEqual(settlements(owed), [{ from: 'Ben', to: 'Ana', cents: 3000 }])
})

test('comments and empty lines are no expenses', () => {
  assert.equal(parseExpenses('# trip\n\nAna,1,Coffee\n').length, 1)
})
