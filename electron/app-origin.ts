import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { protocol, type Session } from 'electron'

/** An origin of our own: `file://` pages share one origin with every file on the disk. */
const SCHEME = 'app'
const HOST = 'pilothouse'
export const APP_URL = `${SCHEME}://${HOST}/`

/**
 * xterm and toasts set style attributes, hence `unsafe-inline` for styles alone. Nothing may turn
 * a string into markup or script (trusted types), and nothing is fetched from elsewhere.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types pilothouse-worker',
].join('; ')

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
}

/** Everything that the build makes; an extension that is not here is not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Must run before the app is ready: Chromium fixes its schemes at start. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built page at `app://pilothouse/`, and lets the session load nothing else. */
export function serveAppOrigin(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, (request) => answer(request.url, folder))
  session.webRequest.onBeforeRequest(({ url }, reply) => reply({ cancel: !isOurs(url) }))
}

async function answer(url: string, folder: string): Promise<Response> {
  const file = fileFor(url, folder)
  const mime = file && MIME_TYPES[extname(file)]
  if (!file || !mime) return new Response(null, { status: 404 })
  try {
    const body = await readFile(file)
    return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': mime } })
  } catch {
    return new Response(null, { status: 404 })
  }
}

/** The file behind an address, or nothing when the address leaves the folder or the host. */
export function fileFor(url: string, folder: string): string | undefined {
  const { host, pathname } = new URL(url)
  if (host !== HOST) return undefined
  const path = decoded(pathname === '/' ? '/index.html' : pathname)
  if (!path || /[\0\\]/.test(path)) return undefined
  const file = normalize(join(folder, path))
  return file.startsWith(folder + sep) ? file : undefined
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}

/** DevTools load themselves from `devtools://`. */
function isOurs(url: string): boolean {
  return url.startsWith(APP_URL) || url.startsWith('devtools://')
}
