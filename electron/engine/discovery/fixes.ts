import type { Finding, Place } from '#shared/contract/places.ts'
import type { CommandFix, Fix, Tools } from './fix.ts'
import { leftBehindBy } from './left-behind-by.ts'
import { restartFix } from './restart-fix.ts'
import { startFix } from './start-fix.ts'

/** Names that stand in a command without quotes. */
const PLAIN_GROUP = /^[a-z_][a-z0-9_-]*$/

/** The one thing that helps, given the programs that are there; undefined where nothing would. */
export function fixFor(place: Place, finding: Finding, tools: Tools): Fix | undefined {
  switch (finding.kind) {
    case 'missing':
      return startFix(place, tools) ?? firstPodmanMachine(place, tools)
    case 'refused':
    case 'stopped':
      return startFix(place, tools)
    case 'dangling':
      return startOwnerOf(finding.target, place, tools)
    case 'silent':
      return restartFix(place, tools)
    case 'no-permission':
      return joinGroup(finding.group, tools)
    case 'answers':
    case 'not-a-socket':
    case 'not-an-engine':
    case 'failed':
    case 'untested':
      return undefined
    default:
      return finding satisfies never
  }
}

/** At Docker's default socket, only the link tells whose engine it was. */
function startOwnerOf(target: string, place: Place, tools: Tools): Fix | undefined {
  const owner = leftBehindBy(target) ?? (place.owner === 'docker' ? undefined : place)
  if (!owner) return undefined
  const fix = startFix(owner, tools)
  return fix && { ...fix, title: `${fix.title}, which left this link behind` }
}

function joinGroup(group: string | undefined, tools: Tools): CommandFix | undefined {
  // Being in root's group is more than the use of an engine.
  if (!group || group === 'root' || !PLAIN_GROUP.test(group)) return undefined
  if (!tools.has('usermod')) return undefined
  return {
    kind: 'command',
    title: `Join the group "${group}", then log out and in again`,
    command: `sudo usermod -aG ${group} $USER`,
  }
}

/** It downloads a VM of about a gigabyte: that is for the person to begin. */
function firstPodmanMachine({ owner, instance }: Place, tools: Tools): CommandFix | undefined {
  if (owner !== 'podman-machine' || instance !== undefined) return undefined
  if (!tools.has('podman')) return undefined
  return {
    kind: 'command',
    title: 'Make a Podman machine and start it',
    command: 'podman machine init --now',
  }
}
