#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { balances } from '../src/balances.js'
import { parseExpenses } from '../src/parse.js'
import { report } from '../src/report.js'
import { settlements } from '../src/settlements.js'

const file = process.argv[2]
if (!file) {
  console.error('usage: settle FILE.csv')
  process.exit(2)
}
try {
  const expenses = parseExpenses(readFileSync(file, 'utf8'))
  const owed = balances(expenses)
  console.log(report(owed, settlements(owed)))
} catch (error) {
  console.error(`settle: ${error.message}`)
  process.exit(1)
}
