import type { CommandFix, Startable, Tools } from './fix.ts'

interface Restart {
  readonly needs: string
  readonly command: string
}

/**
 * How to restart an engine that accepts and does not answer. It stops every container, and the
 * engine may only be slow: so it is a command to copy, never a button.
 */
export function restartFix(what: Startable, tools: Tools): CommandFix | undefined {
  const found = howToRestart(what)
  if (!found || !tools.has(found.needs)) return undefined
  const title = `Restart ${what.name} (this stops its containers)`
  return { kind: 'command', title, command: found.command }
}

/** Steps are parted by `;`, which PowerShell understands as well. */
function howToRestart({ owner, instance }: Startable): Restart | undefined {
  switch (owner) {
    case 'docker':
      return { needs: 'dockerd', command: 'sudo systemctl restart docker' }
    case 'rancher-desktop':
      return { needs: 'rdctl', command: 'rdctl shutdown; rdctl start' }
    default:
      return instance === undefined ? undefined : howToRestartInstance(owner, instance)
  }
}

function howToRestartInstance(owner: Startable['owner'], instance: string): Restart | undefined {
  switch (owner) {
    case 'docker-rootless':
      return { needs: 'systemctl', command: `systemctl --user restart ${instance}` }
    case 'docker-desktop':
      return { needs: 'docker', command: 'docker desktop restart' }
    case 'colima':
      return {
        needs: 'colima',
        command: `colima restart${instance === 'default' ? '' : ` ${instance}`}`,
      }
    case 'lima':
      return {
        needs: 'limactl',
        command: `limactl stop ${instance}; limactl start ${instance}`,
      }
    case 'podman-machine':
      return {
        needs: 'podman',
        command: `podman machine stop ${instance}; podman machine start ${instance}`,
      }
    default:
      return undefined
  }
}
