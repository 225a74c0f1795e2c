// The plain end of a pipe: notes when each chunk came, and at the end prints how old each timed line was, in ms, as JSON.
const chunks = []
process.stdin.on('data', chunk => chunks.push([Date.now(), chunk]))
process.stdin.on('end', () => {
  const ages = []
  let rest = ''
  const decoder = new TextDecoder()
  for (const [at, chunk] of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()
    for (const text of lines) {
      const line = JSON.parse(text)
      if (line.timestamp && (line.type === 'assistant' || line.type === 'user')) ages.push(at - Date.parse(line.timestamp))
    }
  }
  console.log(JSON.stringify(ages))
})
