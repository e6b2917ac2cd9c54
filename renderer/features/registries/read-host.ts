import { DOCKER_HUB } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'

interface ReadHost {
  readonly host?: string
  readonly problem?: string
}

/** The host of what was written: a host with a port, or its address. */
export function readHost(written: string): ReadHost {
  const [host = ''] = written
    .trim()
    .replace(/^https?:\/\//i, '')
    .split('/', 1)
  if (host === '') return { problem: 'Write the host of a registry: "registry.example"' }
  if (HUB.has(host)) return { host: DOCKER_HUB }
  // A name without dot or port would be read as a part of a repository.
  const { reference } = readReference(`${host}/x`)
  if (reference?.domain === host) return { host }
  return {
    problem: /^[\w-]+$/.test(host)
      ? `"${host}" would be read as a repository of Docker Hub: write its domain or its port too`
      : `"${host}" is no host`,
  }
}

const HUB = new Set([DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io', 'hub.docker.com'])
