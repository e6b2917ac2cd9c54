import {
  MAX_COMMAND_LENGTH,
  type ContainerProcess,
  type ProcessList,
} from '#shared/contract/processes.ts'

/** The answer of `/containers/{id}/top`. Engines say `null` where they could not ask `ps`. */
export interface RawTop {
  readonly Titles?: readonly string[] | null | undefined
  readonly Processes?: readonly (readonly string[] | null)[] | null | undefined
}

/** What engines call the last column, by the program that they ask. */
const COMMAND_TITLES = new Set(['COMMAND', 'CMD', 'ARGS'])

/** The table of an engine, or nothing where it has no processes or no numbers for them. */
export function toProcessList(
  { Titles, Processes }: RawTop,
  isMain: (pid: string) => boolean,
): ProcessList | undefined {
  const titles = Titles ?? []
  const pidAt = titles.indexOf('PID')
  const commandAt = titles.findLastIndex((title) => COMMAND_TITLES.has(title))
  if (pidAt === -1 || commandAt === -1) return undefined
  const toProcess = (row: readonly string[] | null): readonly ContainerProcess[] => {
    const pid = row?.[pidAt]
    if (pid === undefined || !/^[1-9]\d*$/.test(pid)) return []
    const cells = titles.map((_title, at) => cut(row?.[at] ?? ''))
    return [{ pid, command: cells[commandAt] ?? '', isMain: isMain(pid), cells }]
  }
  return { titles, pidAt, commandAt, processes: (Processes ?? []).flatMap(toProcess) }
}

function cut(text: string): string {
  return text.slice(0, MAX_COMMAND_LENGTH)
}
