// @ts-check
// A registry with one image whose layer trickles in without end: a pull that lasts as long as a
// test needs. As a program (`slow-registry.mjs PORT`) it stands in an engine's room, on loopback,
// where engines ask for no TLS.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'

const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json'
const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json'
const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip'

/** Engines report progress at most ten times a second. */
const TRICKLE_MS = 50
const TRICKLE = Buffer.alloc(16 * 1024)

/** It is never reached, and so nobody will find that the digest is not the layer's own. */
const LAYER = { mediaType: LAYER_TYPE, digest: `sha256:${'0'.repeat(64)}`, size: 2 ** 30 }

const CONFIG = Buffer.from(
  JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: [LAYER.digest] },
  }),
)
const CONFIG_DIGEST = digestOf(CONFIG)

const MANIFEST = Buffer.from(
  JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    config: { mediaType: CONFIG_TYPE, digest: CONFIG_DIGEST, size: CONFIG.length },
    layers: [LAYER],
  }),
)

/** @param {Buffer} bytes */
function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answer({ url = '' }, response) {
  if (url.endsWith(`/blobs/${LAYER.digest}`)) return trickle(response)
  if (url.endsWith(`/blobs/${CONFIG_DIGEST}`)) return response.end(CONFIG)
  if (!url.includes('/manifests/')) return response.end('{}')
  const headers = { 'content-type': MANIFEST_TYPE, 'docker-content-digest': digestOf(MANIFEST) }
  return response.writeHead(200, { ...headers, 'content-length': MANIFEST.length }).end(MANIFEST)
}

/** @param {import('node:http').ServerResponse} response */
function trickle(response) {
  response.writeHead(200, { 'content-length': LAYER.size })
  const clock = setInterval(() => response.write(TRICKLE), TRICKLE_MS)
  response.on('close', () => clearInterval(clock))
  return response
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  createServer(answer).listen(Number(process.argv[2]), '127.0.0.1', () => {
    process.stdout.write('ready\n')
  })
}
