// A GitHub that answers at once: just enough of its API to open one pull request after the other.
import http from 'node:http'

export async function startGitHub() {
  const opened = []
  const server = http.createServer((request, response) => {
    const parts = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      const { pathname } = new URL(request.url, 'http://github')
      const answer = (status, body) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (pathname.endsWith('/user')) return answer(200, { login: 'bench', id: 1, type: 'User' })
      const repository = /\/repos\/([^/]+)\/([^/]+)(\/pulls)?(?:\/(\d+))?$/.exec(pathname)
      if (!repository) return answer(404, { message: 'Not Found' })
      const [, owner, name, pulls, number] = repository
      if (!pulls) return answer(200, { id: 1, name, full_name: `${owner}/${name}`, owner: { login: owner, id: 2 }, default_branch: 'main' })
      if (request.method === 'POST') {
        const asked = JSON.parse(Buffer.concat(parts))
        const pull = {
          id: 100 + opened.length, number: opened.length + 1, state: 'open', merged: false, title: asked.title, body: asked.body, draft: false,
          html_url: `http://github.invalid/${owner}/${name}/pull/${opened.length + 1}`,
          head: { ref: asked.head.split(':').pop(), sha: '0'.repeat(40) }, base: { ref: asked.base, sha: '0'.repeat(40) },
          created_at: new Date().toISOString(), updated_at: new Date().toISOString(), user: { login: 'bench', id: 1 },
        }
        opened.push({ at: Date.now(), pull })
        return answer(201, pull)
      }
      if (number) return answer(200, opened[Number(number) - 1].pull)
      answer(200, opened.map(it => it.pull))
    })
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address()
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, opened, stop: () => server.close() }
}
