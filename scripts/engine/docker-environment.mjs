// @ts-check
import { join } from 'node:path'

/** Whatever else a docker client's environment may say about the engine to talk to. */
const OTHER_CHOICES = new Set([
  'DOCKER_CONTEXT',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_API_VERSION',
])

/**
 * An environment for a program that is to talk to one engine and no other.
 * @param {string} dockerHost
 * @param {NodeJS.ProcessEnv} [env] what else is in it
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(dockerHost, env = process.env) {
  const kept = Object.entries(env).filter(([name]) => !OTHER_CHOICES.has(name))
  // Our own app looks for other engines by itself unless it is told not to.
  return { ...Object.fromEntries(kept), DOCKER_HOST: dockerHost, PILOTHOUSE_DISCOVERY: 'off' }
}

/**
 * The environment of the docker CLI that talks to a private engine.
 * @param {string} dockerHost
 * @param {string} folder the engine's
 * @param {import('./engine-binaries.mjs').EngineBinaries} binaries
 */
export function cliEnvironment(dockerHost, folder, binaries) {
  return {
    ...environmentFor(dockerHost),
    PATH: binaries.path,
    DOCKER_CONFIG: join(folder, 'cli'),
    // The classic builder is in every engine; BuildKit would need a plugin of the CLI.
    DOCKER_BUILDKIT: '0',
  }
}
