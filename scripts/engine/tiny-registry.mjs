// @ts-check
// A registry with one image that has no files, and is another one after each line on its input: as
// if somebody had pushed it anew; it ends with its input. As a program (`tiny-registry.mjs PORT`) it stands in an engine's
// room, on loopback, where engines ask for no TLS.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'

const MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json'
const CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json'
const LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar.gzip'

/** Two empty blocks: an archive with nothing in it. */
const ARCHIVE = Buffer.alloc(1024)
const LAYER = gzipSync(ARCHIVE)

let version = 1

function manifest() {
  const parts = { config: config(), layers: [LAYER] }
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST_TYPE,
      config: describe(CONFIG_TYPE, parts.config),
      layers: parts.layers.map((layer) => describe(LAYER_TYPE, layer)),
    }),
  )
}

function config() {
  return Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      config: { Labels: { version: String(version) } },
      rootfs: { type: 'layers', diff_ids: [digestOf(ARCHIVE)] },
    }),
  )
}

/** @param {string} mediaType @param {Buffer} bytes */
function describe(mediaType, bytes) {
  return { mediaType, digest: digestOf(bytes), size: bytes.length }
}

/** @param {Buffer} bytes */
function digestOf(bytes) {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
function answer({ url = '', method }, response) {
  if (url.includes('/manifests/')) {
    const bytes = manifest()
    const headers = { 'content-type': MANIFEST_TYPE, 'docker-content-digest': digestOf(bytes) }
    response.writeHead(200, { ...headers, 'content-length': bytes.length })
    return response.end(method === 'HEAD' ? undefined : bytes)
  }
  const blob = [config(), LAYER].find((bytes) => url.endsWith(`/blobs/${digestOf(bytes)}`))
  return response.end(blob ?? '{}')
}

createInterface({ input: process.stdin })
  .on('line', () => {
    version += 1
    process.stdout.write(`version ${version}\n`)
  })
  .on('close', () => process.exit())
createServer(answer).listen(Number(process.argv[2]), '127.0.0.1', () => {
  process.stdout.write('ready\n')
})
