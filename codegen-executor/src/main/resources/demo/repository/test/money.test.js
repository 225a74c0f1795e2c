import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatCents, parseCents, split } from '../src/money.js'

test('amounts are read as cents', () => {
  assert.equal(parseCents('12.5'), 1250)
  assert.equal(parseCents('7'), 700)
})

test('cents are written with two digits', () => {
  assert.equal(formatCents(-1205), '-12.05')
})

test('the shares of a bill add up to the bill', () => {
  const shares = split(1000, 3)
  assert.equal(shares.reduce((sum, share) => sum + share, 0), 1000)
})
