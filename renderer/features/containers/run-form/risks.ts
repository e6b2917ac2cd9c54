import type { RunSpec } from '#shared/run-spec/run-spec.ts'

/** By which a container commands the engine that it runs on. */
const ENGINE_SOCKET = /(^|\/)(docker|podman|containerd)(-\w+)?\.sock$/

const EVERY_ADDRESS: ReadonlySet<string> = new Set(['', '0.0.0.0', '::'])
const FULL_POWER: ReadonlySet<string> = new Set(['ALL', 'SYS_ADMIN', 'CAP_SYS_ADMIN'])

/** What a person should know before such a container runs: where it reaches out of itself. */
export function risksOf(spec: RunSpec): readonly string[] {
  return [...ofPower(spec), ...ofNamespaces(spec), ...ofMounts(spec), ...ofPorts(spec)]
}

function ofPower({ privileged, capAdd, securityOpt }: RunSpec): readonly string[] {
  const powers = capAdd.filter((name) => FULL_POWER.has(name.toUpperCase()))
  const open = securityOpt.filter((option) => /=(unconfined|disable)$/.test(option))
  return [
    ...(privileged
      ? ['Privileged: it can do to the engine’s machine whatever an administrator can.']
      : []),
    ...powers.map((name) => `Capability ${name}: it can leave its container.`),
    ...open.map((option) => `${option}: one of the walls around it is taken away.`),
  ]
}

function ofNamespaces({
  networks,
  pidMode,
  ipcMode,
  utsMode,
  usernsMode,
}: RunSpec): readonly string[] {
  const isHost = (mode: string | undefined) => mode === 'host'
  return [
    ...(networks.some(({ name }) => isHost(name))
      ? ['Network "host": it shares the network of the engine’s machine, with all its ports.']
      : []),
    ...(isHost(pidMode)
      ? ['PID mode "host": it sees the processes of the engine’s machine, and can end them.']
      : []),
    ...(isHost(ipcMode)
      ? ['IPC mode "host": it shares memory with programs of the engine’s machine.']
      : []),
    ...(isHost(utsMode) ? ['UTS mode "host": it can rename the engine’s machine.'] : []),
    ...(isHost(usernsMode)
      ? ['User namespace "host": its root is the root of the engine’s machine.']
      : []),
  ]
}

function ofMounts({ binds, mounts }: RunSpec): readonly string[] {
  const sources = [
    ...binds.map(({ source }) => source),
    ...mounts.filter(({ type }) => type === 'bind').map(({ source = '' }) => source),
  ]
  return [
    ...sources
      .filter((source) => ENGINE_SOCKET.test(source))
      .map((source) => `${source}: whoever has the socket commands the engine, and its machine.`),
    ...(sources.includes('/') ? ['/: it sees the whole disk of the engine’s machine.'] : []),
  ]
}

function ofPorts({ portBindings, publishAllPorts, networks }: RunSpec): readonly string[] {
  // Such a container publishes none.
  if (networks.some(({ name }) => name === 'host' || name === 'none')) return []
  const open = portBindings.filter(({ hostIp }) => EVERY_ADDRESS.has(hostIp))
  const ports = [
    ...open.map(({ hostPort, containerPort }) => hostPort || `for ${containerPort}`),
    ...(publishAllPorts ? ['for all that the image exposes'] : []),
  ]
  if (ports.length === 0) return []
  const named = `${ports.length === 1 ? 'Port' : 'Ports'} ${ports.join(', ')}`
  return [
    `${named}: every machine that reaches this one can connect. The address 127.0.0.1 keeps others out.`,
  ]
}
