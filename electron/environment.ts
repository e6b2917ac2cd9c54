/** How the person's shell points the docker CLI at an engine. */
export interface DockerEnvironment {
  readonly host: string | undefined
  readonly context: string | undefined
  readonly configFolder: string | undefined
  readonly tlsVerify: string | undefined
  readonly certPath: string | undefined
}

/**
 * dockerode and docker-modem read these by themselves, and `DOCKER_HOST` beats even an explicit
 * socket: a destroyed container on the wrong engine. `DEBUG=modem` prints registry passwords.
 */
const TAKEN_FROM_LIBRARIES = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS_VERIFY',
  'DOCKER_CERT_PATH',
  'DOCKER_CLIENT_TIMEOUT',
  'DOCKER_PATH_PREFIX',
  'DEBUG',
  'NODE_TLS_REJECT_UNAUTHORIZED',
]

/** Read once, when this module loads: before dockerode does, and before anything is removed. */
export const dockerEnvironment: DockerEnvironment = {
  host: nonEmpty('DOCKER_HOST'),
  context: nonEmpty('DOCKER_CONTEXT'),
  configFolder: nonEmpty('DOCKER_CONFIG'),
  // The CLI's newer DOCKER_TLS asks for TLS without verifying; we know only the verified one.
  tlsVerify: nonEmpty('DOCKER_TLS_VERIFY') ?? nonEmpty('DOCKER_TLS'),
  certPath: nonEmpty('DOCKER_CERT_PATH'),
}

for (const name of TAKEN_FROM_LIBRARIES) delete process.env[name]

function nonEmpty(name: string): string | undefined {
  return process.env[name] || undefined
}
