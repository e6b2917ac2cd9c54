// @ts-check
// A registry that takes what is pushed and gives it back, without a login and from memory. As a program
// (`open-registry.mjs PORT`) it stands in an engine's network, on loopback. Each line on its input is a
// word that it acts on and answers:
//   slow, fast   how it gives blobs
//   break, mend  it goes away in the middle of everything, and comes back
//   open         how many blobs it is giving just now
// It ends with its input.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'

/** Engines report progress at most ten times a second. */
const SLOW_MS = 50
const SLOW_BYTES = 16 * 1024

/** @type {Map<string, Buffer>} by digest */
const blobs = new Map()
/** @type {Map<string, { type: string, bytes: Buffer }>} by `name:tag` and by `name@digest` */
const manifests = new Map()
/** @type {Map<string, Buffer[]>} */
const uploads = new Map()
let isSlow = false
let open = 0

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

/** @param {Request} request @param {Response} response */
async function answer(request, response) {
  const { url = '', method = '' } = request
  const { pathname, searchParams } = new URL(url, 'http://registry')
  const [, name = '', kind, reference = ''] =
    /^\/v2\/(.+)\/(blobs\/uploads|blobs|manifests)\/(.*)$/.exec(pathname) ?? []
  if (kind === 'blobs/uploads') {
    const digest = searchParams.get('digest') ?? ''
    return upload(request, response, { name, upload: reference, digest })
  }
  if (kind === 'blobs') return give(method, response, blobs.get(reference))
  if (kind === 'manifests' && method === 'PUT') {
    const bytes = await bodyOf(request)
    const manifest = { type: request.headers['content-type'] ?? '', bytes }
    manifests.set(`${name} ${reference}`, manifest).set(`${name} ${digestOf(bytes)}`, manifest)
    return response.writeHead(201, { 'docker-content-digest': digestOf(bytes) }).end()
  }
  if (kind === 'manifests') {
    const found = manifests.get(`${name} ${reference}`)
    if (!found) return refuse(response, 'MANIFEST_UNKNOWN', 'manifest unknown')
    const { type, bytes } = found
    const headers = { 'content-type': type, 'docker-content-digest': digestOf(bytes) }
    response.writeHead(200, { ...headers, 'content-length': bytes.length })
    return response.end(method === 'HEAD' ? undefined : bytes)
  }
  return response.end('{}')
}

/** @param {Request} request @param {Response} response @param {{ name: string, upload: string, digest: string }} what */
async function upload(request, response, { name, upload: known, digest }) {
  const id = known || randomUUID()
  const parts = uploads.get(id) ?? []
  parts.push(await bodyOf(request))
  uploads.set(id, parts)
  const bytes = Buffer.concat(parts)
  const location = `/v2/${name}/blobs/uploads/${id}`
  if (request.method !== 'PUT') {
    const range = `0-${Math.max(0, bytes.length - 1)}`
    return response.writeHead(202, { location, range, 'docker-upload-uuid': id }).end()
  }
  if (digestOf(bytes) !== digest) return refuse(response, 'DIGEST_INVALID', 'not its digest')
  uploads.delete(id)
  blobs.set(digest, bytes)
  const headers = { location: `/v2/${name}/blobs/${digest}`, 'docker-content-digest': digest }
  return response.writeHead(201, headers).end()
}

/** @param {string} method @param {Response} response @param {Buffer | undefined} bytes */
function give(method, response, bytes) {
  if (!bytes) return refuse(response, 'BLOB_UNKNOWN', 'blob unknown')
  response.writeHead(200, {
    'content-length': bytes.length,
    'docker-content-digest': digestOf(bytes),
  })
  if (method === 'HEAD') return response.end()
  if (!isSlow) return response.end(bytes)
  return trickle(response, bytes)
}

/** @param {Response} response @param {Buffer} bytes */
function trickle(response, bytes) {
  open += 1
  let at = 0
  const clock = setInterval(() => {
    const end = isSlow ? at + SLOW_BYTES : bytes.length
    response.write(bytes.subarray(at, end))
    at = end
    if (at < bytes.length) return
    clearInterval(clock)
    response.end()
  }, SLOW_MS)
  response.once('close', () => {
    open -= 1
    clearInterval(clock)
  })
  return response
}

/** @param {Response} response @param {string} code @param {string} message */
function refuse(response, code, message) {
  response.writeHead(code === 'DIGEST_INVALID' ? 400 : 404, { 'content-type': 'application/json' })
  return response.end(JSON.stringify({ errors: [{ code, message }] }))
}

/** @param {Request} request */
async function bodyOf(request) {
  /** @type {Buffer[]} */
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** @param {Buffer} bytes */
function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

const server = createServer((request, response) => {
  // Whoever goes away in the middle of a push leaves nothing to answer.
  answer(request, response).catch(() => response.destroy())
})
const listen = () =>
  new Promise((resolve) => {
    server.listen(Number(process.argv[2]), '127.0.0.1', () => resolve(undefined))
  })

/** @param {string} word @returns {Promise<string>} */
async function act(word) {
  if (word === 'slow' || word === 'fast') isSlow = word === 'slow'
  if (word === 'break') {
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
  }
  if (word === 'mend') await listen()
  return word === 'open' ? String(open) : word
}

createInterface({ input: process.stdin })
  .on('line', async (word) => process.stdout.write(`${await act(word)}\n`))
  .on('close', () => process.exit())
await listen()
process.stdout.write('ready\n')
