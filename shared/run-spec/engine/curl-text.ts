import type { WrittenText } from '../line/run-line.ts'
import type { RunSpec } from '../run-spec.ts'
import { quotePosix } from '../words/quote-posix.ts'
import { createRequest } from './create-body.ts'

/** How an engine is reached. */
export interface CurlEndpoint {
  /** As the docker CLI writes it: `unix:///var/run/docker.sock`, `tcp://lab:2375`. */
  readonly url: string
  readonly kind: 'socket' | 'pipe' | 'tcp' | 'tls' | 'ssh' | 'wsl'
  readonly tls?: {
    readonly ca?: string | undefined
    readonly cert?: string | undefined
    readonly key?: string | undefined
  }
  /** `1.41`, where it is known. */
  readonly apiVersion?: string
}

/** From this one on, a container is created in several networks at once. */
const TAKES_NETWORKS = '1.44'

const USUAL_SOCKET = '/var/run/docker.sock'

/** The calls by which curl has the engine create such a container and start it. */
export function curlText(spec: RunSpec, endpoint: CurlEndpoint): WrittenText {
  const { apiVersion } = endpoint
  const { query, body, connects } = createRequest(
    spec,
    minorOf(apiVersion) >= minorOf(TAKES_NETWORKS),
  )
  const { curl, host, remarks } = reach(endpoint)
  const root = `${host}${apiVersion === undefined ? '' : `/v${apiVersion}`}`
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const post = (path: string, data?: unknown) =>
    [`${curl} -X POST ${quotePosix(`${root}${path}`)}`, ...sent(data)].join(' \\\n  ')
  const id = encodeURIComponent(query.name ?? 'CONTAINER')
  return {
    text: [
      post(`/containers/create${asked.length > 0 ? `?${asked.join('&')}` : ''}`, body),
      ...connects.map(({ network, endpoint: EndpointConfig }) =>
        post(`/networks/${encodeURIComponent(network)}/connect`, { Container: id, EndpointConfig }),
      ),
      post(`/containers/${id}/start`),
    ].join('\n'),
    remarks: [
      ...remarks,
      ...(query.name === undefined
        ? ['Put the Id of the first answer in the place of CONTAINER.']
        : []),
    ],
  }
}

/** JSON has no line breaks within its texts, so its own may stay. */
function sent(data: unknown): readonly string[] {
  if (data === undefined) return []
  const json = JSON.stringify(data, undefined, 2).replaceAll("'", String.raw`'\''`)
  return [`-H 'Content-Type: application/json'`, `-d '${json}'`]
}

function minorOf(version = '0'): number {
  return Number(version.split('.')[1] ?? 0)
}

function reach({ url, kind, tls = {} }: CurlEndpoint): {
  readonly curl: string
  readonly host: string
  readonly remarks: readonly string[]
} {
  const socket = (path: string) => `curl --unix-socket ${quotePosix(path)}`
  switch (kind) {
    case 'socket':
      return { curl: socket(url.replace(/^unix:\/\//, '')), host: 'http://localhost', remarks: [] }
    case 'tcp':
      return { curl: 'curl', host: url.replace(/^tcp:/, 'http:'), remarks: [] }
    case 'tls': {
      const { ca = 'ca.pem', cert = 'cert.pem', key = 'key.pem' } = tls
      const files = [
        ['--cacert', ca],
        ['--cert', cert],
        ['--key', key],
      ].map(([flag, path = '']) => `${flag} ${quotePosix(path)}`)
      const remarks =
        tls.cert === undefined ? ['The files are those of the connection: put their paths in.'] : []
      return { curl: ['curl', ...files].join(' '), host: url.replace(/^tcp:/, 'https:'), remarks }
    }
    case 'pipe':
      return {
        curl: socket(USUAL_SOCKET),
        host: 'http://localhost',
        remarks: [
          'curl cannot use a pipe of Windows: run it in the machine of the engine, where its socket is.',
        ],
      }
    case 'ssh':
    case 'wsl':
      return {
        curl: socket(USUAL_SOCKET),
        host: 'http://localhost',
        remarks: [`Run it behind ${url}, where the socket of the engine is.`],
      }
    default:
      return kind satisfies never
  }
}
