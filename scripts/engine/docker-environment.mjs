// @ts-check

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
