import type { RunObstacle } from '#shared/contract/running.ts'
import { visibleText } from '#shared/visible-text.ts'

export interface ObstacleWords {
  /** `wrong`: the engine would refuse it. */
  readonly kind: 'wrong' | 'attention' | 'info'
  readonly text: string
}

/** What stands in the way, for people; `pull` is what the form says of the image. */
export function obstacleWords(obstacle: RunObstacle, pull: string | undefined): ObstacleWords {
  switch (obstacle.kind) {
    case 'name-taken':
      return {
        kind: 'wrong',
        text: `The name is taken by a container that is ${STATES[obstacle.state]}: choose another one, or rename or remove that container.`,
      }
    case 'image-missing':
      return pull === 'never'
        ? { kind: 'wrong', text: 'The engine does not have the image, and must not pull it.' }
        : { kind: 'info', text: 'The engine does not have the image: it is pulled first.' }
    case 'network-missing':
      return {
        kind: 'wrong',
        text: `There is no network "${visibleText(obstacle.network)}": create it first.`,
      }
    case 'volume-missing':
      return {
        kind: 'info',
        text: `There is no volume "${visibleText(obstacle.volume)}": the engine makes it.`,
      }
    case 'port-taken':
      return { kind: 'wrong', text: `${portWords(obstacle)}: choose another one.` }
    case 'path-missing':
      return obstacle.isMade
        ? {
            kind: 'attention',
            text: `${visibleText(obstacle.path)} is missing: the engine makes an empty folder of it.`,
          }
        : { kind: 'wrong', text: `${visibleText(obstacle.path)} is missing: create it first.` }
    default:
      return obstacle satisfies never
  }
}

function portWords({ hostPort, protocol, container, program }: PortTaken): string {
  const port = `Port ${hostPort}${protocol === 'tcp' ? '' : ` (${protocol.toUpperCase()})`}`
  if (container) return `${port} is taken by container "${visibleText(container.name)}"`
  if (program !== undefined) return `${port} is taken by the program "${visibleText(program)}"`
  return `${port} is taken by a program of this machine`
}

type PortTaken = Extract<RunObstacle, { kind: 'port-taken' }>

const STATES: Readonly<Record<Extract<RunObstacle, { kind: 'name-taken' }>['state'], string>> = {
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  exited: 'stopped',
  created: 'not started yet',
  'failed-to-start': 'not started yet',
  dead: 'dead',
  removing: 'being removed',
}
