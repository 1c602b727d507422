// Sends with axios: for each line "count at-once" that comes in, the milliseconds that those requests took go out.
import axios from 'axios'
import http from 'node:http'
import { createInterface } from 'node:readline'

const uri = process.argv[2]
const client = axios.create({ httpAgent: new http.Agent({ keepAlive: true }) })
console.log(`axios ${axios.VERSION} on node ${process.versions.node}`)

for await (const line of createInterface({ input: process.stdin })) {
  const [count, atOnce] = line.split(' ').map(Number)
  let left = count
  const send = async () => {
    while (left-- > 0) {
      const { data } = await client.get(uri)
      if (data.name !== 'axios') throw new Error('Another answer was expected.')
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: atOnce }, send))
  console.log(String(performance.now() - start))
}
