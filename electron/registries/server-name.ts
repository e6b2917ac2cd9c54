import { DOCKER_HUB } from '#shared/image-reference/image-reference.ts'

/** Under this the docker CLI keeps the login of Docker Hub. */
const HUB_SERVER = 'https://index.docker.io/v1/'

const HUB_HOSTS = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io'])

/** Under which name the docker CLI keeps the login of a registry: that of its host, but for one. */
export function serverOf(host: string): string {
  return HUB_HOSTS.has(host) ? HUB_SERVER : host
}

/** The host of a server, as names of images have it: `docker.io`, `lab:5000`. */
export function hostOf(server: string): string {
  const [host = ''] = server
    .trim()
    .replace(/^https?:\/\//i, '')
    .split('/', 1)
  return HUB_HOSTS.has(host) ? DOCKER_HUB : host
}

/** Settings may have a login under an address where another tool wrote it. */
export function isSameServer(a: string, b: string): boolean {
  return hostOf(a) === hostOf(b)
}

/** Whether an address is a registry's own; the port of TLS may be said in its name or not. */
export function isAt(url: URL, host: string): boolean {
  const address = `${url.protocol}//${host}`
  return URL.canParse(address) && new URL(address).host === url.host
}
