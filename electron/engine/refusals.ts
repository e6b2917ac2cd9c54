import { EngineError, type EngineErrorCode } from '#shared/errors.ts'
import { engineLine, engineText } from './engine-text.ts'

/** What a known sentence of an engine means. */
interface Meaning {
  readonly says: RegExp
  readonly code: EngineErrorCode
  readonly reason: (...found: string[]) => string
  readonly hint?: string
  /** Containers stand in the way, and it helps to know which. */
  readonly inUse?: true
}

/**
 * Sentences of dockerd 20.10 to 28 and Podman 4 to 5, the first that fits wins. Engines change
 * their words: what is not here is shown as the engine said it. Podman says 500 where dockerd
 * says 409, so the meaning, and not the status, gives the code.
 */
const MEANINGS: readonly Meaning[] = [
  {
    says: /client version (\S+) is too new\. Maximum supported API version is (\S+)/,
    code: 'refused',
    reason: (ours, theirs) => `the engine speaks API ${theirs}, and ${ours} is needed`,
    hint: 'Update the engine.',
  },
  {
    says: /client version (\S+) is too old\. Minimum supported API version is ([\d.]+)/,
    code: 'refused',
    reason: (ours, theirs) => `the engine wants API ${theirs} or newer, and was asked in ${ours}`,
    hint: 'Update Pilothouse.',
  },
  {
    says: /client sent an http request to an https server/i,
    code: 'bad-answer',
    reason: () => 'the engine speaks TLS on this port, and was asked without',
    hint: 'Connect with TLS.',
  },
  {
    says: /container name "\/?([^"]+)" is already in use|name (\S+) already in use, cannot rename/,
    code: 'conflict',
    reason: (name, renamed) => `a container with the name "${name || renamed}" is there already`,
    hint: 'Choose another name, or remove that container first.',
  },
  {
    says: /UNIQUE constraint failed: ContainerConfig\.Name/,
    code: 'conflict',
    reason: () => 'a container with that name is there already',
    hint: 'Choose another name, or remove that container first.',
  },
  {
    // Podman, which removes an image by force together with its containers.
    says: /container \S+ using image could not be removed/i,
    code: 'conflict',
    reason: () => 'a container that uses it is running',
    hint: 'Stop that container first.',
    inUse: true,
  },
  {
    says: /(cannot remove a running container|container is running: stop the container|cannot remove container \S+ as it is running)/i,
    code: 'conflict',
    reason: () => 'it is running',
    hint: 'Stop it first, or remove it by force.',
  },
  {
    says: /cannot remove a paused container|container is paused and must be unpaused|cannot remove container \S+ as it is paused/i,
    code: 'conflict',
    reason: () => 'it is paused',
    hint: 'Unpause and stop it first, or remove it by force.',
  },
  {
    says: /removal of container \S+ is already in progress/i,
    code: 'conflict',
    reason: () => 'it is being removed already',
  },
  {
    says: /is paused[,.]? unpause|container \S+ is paused\b/i,
    code: 'conflict',
    reason: () => 'it is paused',
    hint: 'Unpause it first.',
  },
  {
    says: /is already paused/i,
    code: 'conflict',
    reason: () => 'it is paused already',
  },
  {
    says: /(?:container \S+|"[0-9a-f]+") is not paused/i,
    code: 'conflict',
    reason: () => 'it is not paused',
  },
  {
    says: /container \S+ is restarting, wait/i,
    code: 'conflict',
    reason: () => 'it is restarting',
    hint: 'Wait until it runs, or stop it.',
  },
  {
    says: /is not running|can only (kill|pause) running containers|container state improper/i,
    code: 'conflict',
    reason: () => 'it is not running',
    hint: 'Start it first.',
  },
  {
    says: /exec: \\?"([^"\\]+)\\?": (?:executable file not found in \$PATH|stat \S+ no such file)/,
    code: 'refused',
    reason: (program) => `its image has no program "${program}" that can be run`,
    hint: 'Check the command, or use an image that has it.',
  },
  {
    says: /exec: \\?"([^"\\]+)\\?": (?:permission denied|is a directory)/,
    code: 'refused',
    reason: (program) => `"${program}" in its image cannot be executed`,
    hint: 'Check the command, or make the file executable in its image ("chmod +x").',
  },
  {
    says: /error mounting \\?"([^"\\]+)\\?" to rootfs at \\?"([^"\\]+)\\?"/,
    code: 'refused',
    reason: (source, target) => `"${source}" cannot be mounted at "${target}"`,
    hint: 'Mount a file on a file, a folder on a folder; the first is looked for where the engine is.',
  },
  {
    says: /bind source path does not exist: (\S+)/,
    code: 'refused',
    reason: (source) => `the engine’s machine has no "${source}" that could be mounted`,
    hint: 'Make that folder or file where the engine is, or mount another one.',
  },
  {
    says: /unable to find (user|group) ([^\s:]+)/,
    code: 'refused',
    reason: (kind, name) => `its image has no ${kind} "${name}"`,
    hint: 'Check as whom it is to run, or use the number of the user.',
  },
  {
    says: /executable file `?([^`\s]+)`? not found in \$PATH/,
    code: 'refused',
    reason: (program) => `its image has no program "${program}" that can be run`,
    hint: 'Check the command, or use an image that has it.',
  },
  {
    says: /(?:Bind for|bind:|listen tcp\S*) ?(\S+:\d+).*(?:already allocated|already in use)/i,
    code: 'conflict',
    reason: (port) => `the port ${port.replace(/:$/, '')} is taken`,
    hint: 'Stop what uses the port, or publish another one.',
  },
  {
    says: /image has dependent child images/i,
    code: 'conflict',
    reason: () => 'other images are built on it',
    hint: 'Remove those images first.',
  },
  {
    says: /image is referenced in multiple repositories/i,
    code: 'conflict',
    reason: () => 'it has several names',
    hint: 'Remove its names one by one, or remove it by force.',
  },
  {
    says: /image is being used by (?:stopped|running) container|is using its referenced image|image used by \S+|image is in use/i,
    code: 'conflict',
    reason: () => 'a container uses it',
    hint: 'Remove what uses it first.',
    inUse: true,
  },
  {
    says: /volume is in use|volume .* is being used by the following container/i,
    code: 'conflict',
    reason: () => 'a container uses it',
    hint: 'Remove what uses it first.',
    inUse: true,
  },
  {
    says: /has active endpoints|network is being used|has associated containers/i,
    code: 'conflict',
    reason: () => 'containers are connected to it',
    hint: 'Remove what uses it first.',
    inUse: true,
  },
  {
    says: /not permitted on predefined \S+ network|is a pre-defined network|default network \S+ cannot be removed/i,
    code: 'refused',
    reason: () => 'it belongs to the engine',
  },
  {
    says: /network with name (.+) already exists|network name (\S+) already used/i,
    code: 'conflict',
    reason: (name, other) => `a network with the name "${name || other}" is there already`,
    hint: 'Choose another name.',
  },
  {
    says: /pool overlaps with other one on this address space|subnet \S+ is already used/i,
    code: 'conflict',
    reason: () => 'its subnet overlaps with that of another network',
    hint: 'Choose another subnet, or leave it to the engine.',
  },
  {
    says: /invalid subnet (\S+?):?\s|failed to parse subnet: invalid CIDR address: (\S+)/i,
    code: 'refused',
    reason: (subnet, parsed) => `"${subnet || parsed}" is not a subnet`,
    hint: 'Subnets look like "10.5.0.0/24".',
  },
  {
    says: /invalid signal: (\S+)/i,
    code: 'refused',
    reason: (name) => `there is no signal "${name}"`,
    hint: 'Signals are named like "SIGTERM", or numbered.',
  },
  {
    says: /plugin "?([^\s"]+)"? not found|no volume plugin with name (\S+) |unsupported (?:network )?driver:? (\S+)/i,
    code: 'refused',
    reason: (...drivers) => `the engine has no driver "${drivers.join('')}"`,
    hint: 'Choose a driver that the engine has, such as "local" or "bridge".',
  },
  {
    says: /no such image: ([^\s]+)|failed to find image (\S+): /i,
    code: 'not-found',
    reason: (image, sought) => `there is no image "${image || sought}" on this engine`,
    hint: 'Pull it first.',
  },
  {
    says: /could not find the file (.+) in container/i,
    code: 'not-found',
    reason: (path) => `there is no "${path}" in the container`,
  },
  {
    says: /no such container|no container with name or id/i,
    code: 'not-found',
    reason: () => 'the container is no longer there',
  },
  {
    says: /no such volume|get \S+: no such volume/i,
    code: 'not-found',
    reason: () => 'the volume is no longer there',
  },
  {
    says: /network (?:\S+ )?not found|unable to find network|no such network/i,
    code: 'not-found',
    reason: () => 'the network is no longer there',
  },
  {
    says: /no such exec/i,
    code: 'not-found',
    reason: () => 'the shell is no longer there',
  },
  {
    says: /repository name (?:\S+ )?must be lowercase/,
    code: 'refused',
    reason: () => 'image names are written in lower case',
    hint: 'Write the name in lower case.',
  },
  {
    says: /invalid reference format/,
    code: 'refused',
    reason: () => 'that is not a valid image name',
    hint: 'Names look like "registry/repository:tag".',
  },
  {
    says: /includes invalid characters for a local volume name|invalid (?:container )?name \(|names must match \[/i,
    code: 'refused',
    reason: () => 'the name has characters that the engine does not allow',
    hint: 'Use letters, digits, "_", "." and "-", and begin with a letter or digit.',
  },
  {
    says: /dial tcp:? (?:\S+ )?lookup (\S+?):? .*(?:no such host|server misbehaving|try again|i\/o timeout|connection refused)/,
    code: 'refused',
    reason: (host) => `the engine cannot find the host "${host.replace(/:$/, '')}"`,
    hint: 'Check the engine’s network.',
  },
  {
    says: /dial tcp:? (\S+?):? connect(?:ex)?: connection refused/,
    code: 'refused',
    reason: (at) => `the engine finds nothing that listens at "${at}"`,
    hint: 'Check that the registry runs, and its port.',
  },
  {
    says: /x509: .*(?:unknown authority|not trusted)/,
    code: 'refused',
    reason: () => 'the engine does not trust the certificate of the registry',
    hint: 'Give the engine the certificate of its authority (/etc/docker/certs.d/HOST:PORT/ca.crt).',
  },
  {
    says: /x509: .*(?:expired|not yet valid)/,
    code: 'refused',
    reason: () => 'the certificate of the registry is not valid at this time',
    hint: 'Renew it, or check the clock where the engine is.',
  },
  {
    says: /x509: .*(?:not valid for|valid for .*, not|cannot validate certificate)/,
    code: 'refused',
    reason: () => 'the certificate of the registry was made for another host name',
    hint: 'Use the host name in the certificate.',
  },
  {
    says: /server gave HTTP response to HTTPS client/,
    code: 'refused',
    reason: () => 'the registry speaks no TLS, and the engine asks for it',
    hint: 'Have the registry speak TLS, or name it under "insecure-registries" of the engine.',
  },
  {
    says: /toomanyrequests/i,
    code: 'refused',
    reason: () => 'the registry allows no more pulls for now',
    hint: 'Wait, or log in: who is logged in may pull more.',
  },
  {
    says: /login attempt to \S+ failed with status: 401|incorrect username or password|invalid username\/password/i,
    code: 'refused',
    reason: () => 'the registry does not accept this user and password',
    hint: 'Check both; registries that want two factors want an access token for a password.',
  },
  {
    says: /manifest for \S+ not found|manifest unknown/i,
    code: 'not-found',
    reason: () => 'the registry has no such tag, or no such repository',
    hint: 'Check the name and the tag.',
  },
  {
    says: /requested access to the resource is denied|pull access denied/i,
    code: 'refused',
    reason: () => 'the registry has no such repository, or does not let you have it',
    hint: 'Check the name, and whether you are logged in as somebody who may.',
  },
  {
    says: /no basic auth credentials|unauthorized: authentication required/,
    code: 'refused',
    reason: () => 'the registry wants you to log in',
    hint: 'Log in to the registry.',
  },
]

/** The engine's no: its meaning where we know it, its own words in any case. */
export function fromRefusal(status: number, body: string): EngineError {
  const said = engineWords(body)
  const engineMessage = said ? engineText(said) : undefined
  const known = meaningOf(said)
  const reason = known?.reason ?? (engineLine(said) || 'the engine gave no reason')
  return new EngineError({
    code: known?.code ?? codeOf(status),
    message: upperFirst(reason),
    hint: known?.hint,
    engineMessage,
    status,
  })
}

/** A refusal whose meaning we know, in our words. */
export interface KnownReason extends Pick<Meaning, 'code' | 'hint' | 'inUse'> {
  readonly reason: string
}

/** What a sentence of an engine means, if it is one that we know. */
export function meaningOf(said: string): KnownReason | undefined {
  for (const { says, reason, ...meaning } of MEANINGS) {
    const found = says.exec(said)
    if (!found) continue
    const words = engineLine(reason(...found.slice(1).map((word) => word ?? '')))
    return { ...meaning, reason: words }
  }
  return undefined
}

function codeOf(status: number): EngineErrorCode {
  if (status === 404) return 'not-found'
  return status === 409 ? 'conflict' : 'refused'
}

/** `{"message": …}` of the API, `{"cause": …}` of Podman, or plain text of whoever answers. */
function engineWords(body: string): string {
  try {
    const json: unknown = JSON.parse(body)
    return typeof json === 'object' && json !== null ? textIn(json) : String(json)
  } catch {
    return body.trim()
  }
}

function textIn(json: object): string {
  const fields = json as Readonly<Record<string, unknown>>
  for (const name of ['message', 'error', 'cause']) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim()) return value.trim()
  }
  return ''
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
