// Serves one file to whoever asks, as plainly as can be: node static-file.mjs FILE. Prints its port.
import fs from 'node:fs'
import http from 'node:http'

const file = process.argv[2]
http
  .createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain', 'content-length': fs.statSync(file).size })
    fs.createReadStream(file).pipe(response)
  })
  .listen(0, '127.0.0.1', function () {
    console.log(this.address().port)
  })
