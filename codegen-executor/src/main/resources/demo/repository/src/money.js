export function parseCents(text) {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text.trim())
  if (!match) {
    throw new Error(`not an amount: ${text}`)
  }
  return Number(match[1]) * 100 + Number((match[2] ?? '0').padEnd(2, '0'))
}

export function formatCents(cents) {
  const sign = cents < 0 ? '-' : ''
  const whole = Math.floor(Math.abs(cents) / 100)
  const rest = String(Math.abs(cents) % 100).padStart(2, '0')
  return `${sign}${whole}.${rest}`
}

export function split(cents, people) {
  const share = Math.round(cents / people)
  return Array.from({ length: people }, () => share)
}
