import type { LoginEnvironment } from './login-shell.ts'

/** How the person's shell points the docker CLI at an engine. */
export interface DockerEnvironment {
  readonly host: string | undefined
  readonly context: string | undefined
  readonly configFolder: string | undefined
  readonly tlsVerify: string | undefined
  readonly certPath: string | undefined
  /** The app was started without a choice of engine, and this is that of the login shell. */
  readonly isOfLoginShell?: boolean
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

/** Which engine the docker CLI uses. They are read, and never put into our own environment. */
const CHOICES = [
  'DOCKER_HOST',
  'DOCKER_CONTEXT',
  'DOCKER_TLS_VERIFY',
  'DOCKER_TLS',
  'DOCKER_CERT_PATH',
  'DOCKER_CONFIG',
]

/** Where programs, their folders and the agent with the keys are. */
const WHEREABOUTS = [
  'COLIMA_HOME',
  'LIMA_HOME',
  'MINIKUBE_HOME',
  'PODMAN_CONNECTIONS_CONF',
  'SSH_AUTH_SOCK',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
]

/** What a login shell is asked for: nothing else of its environment is anything to us. */
export const ASKED_OF_LOGIN_SHELL = ['PATH', ...CHOICES, ...WHEREABOUTS]

/** Read once, when this module loads: before dockerode does, and before anything is removed. */
export const dockerEnvironment = readChoices(process.env)

for (const name of TAKEN_FROM_LIBRARIES) delete process.env[name]

function readChoices(env: Readonly<Record<string, string | undefined>>): DockerEnvironment {
  const nonEmpty = (name: string) => env[name] || undefined
  return {
    host: nonEmpty('DOCKER_HOST'),
    context: nonEmpty('DOCKER_CONTEXT'),
    configFolder: nonEmpty('DOCKER_CONFIG'),
    // The CLI's newer DOCKER_TLS asks for TLS without verifying; we know only the verified one.
    tlsVerify: nonEmpty('DOCKER_TLS_VERIFY') ?? nonEmpty('DOCKER_TLS'),
    certPath: nonEmpty('DOCKER_CERT_PATH'),
  }
}

/**
 * Which engine is meant, once the login shell has answered. A choice that the app was started with
 * stands as a whole: the host of one place and the certificates of another would be a third engine.
 */
export function withLoginShell(own: DockerEnvironment, told: LoginEnvironment): DockerEnvironment {
  if (isChoice(own)) return own
  const theirs = readChoices(told)
  const configFolder = own.configFolder ?? theirs.configFolder
  return { ...theirs, configFolder, isOfLoginShell: isChoice(theirs) }
}

function isChoice({ host, context, tlsVerify }: DockerEnvironment): boolean {
  return host !== undefined || context !== undefined || tlsVerify !== undefined
}

/** What changes in an environment by the answer: PATH grows, the rest is as the shell has it. */
export function whereabouts(
  own: Readonly<Record<string, string | undefined>>,
  told: LoginEnvironment,
): LoginEnvironment {
  const folders = [...(told['PATH'] ?? '').split(':'), ...(own['PATH'] ?? '').split(':')]
  const PATH = [...new Set(folders.filter((folder) => folder !== ''))].join(':')
  const others = WHEREABOUTS.flatMap((name) => {
    const value = told[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(others), ...(PATH && { PATH }) }
}
