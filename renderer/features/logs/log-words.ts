import { plural } from '#lib/plural.ts'
import type { SpillTrouble } from '../../workers/log/spill.ts'
import type { LogPhase } from './log-phase.ts'
import type { LogState } from './log-state.ts'

/** `1,234 lines · Following`; while older ones come, `1,234 lines so far · Following`. */
export function counterWords(state: LogState): string {
  const { lines, following, phase, older, isCut, trouble, isLost } = state
  const isPartial = older === 'reading' || (older === 'waiting' && lines > 0)
  const words = [
    ...findWords(state),
    `${lineWords(state)}${isPartial || state.isFiltering ? ' so far' : ''}`,
    ...(older === 'failed' ? ['older ones could not be read'] : []),
    ...(isCut ? [`the oldest are no longer kept${trouble ? `: ${TROUBLES[trouble]}` : ''}`] : []),
    ...(isLost ? ['some could not be read back from the disk'] : []),
    followWords(phase, following),
  ]
  return words.join(' · ')
}

const TROUBLES: Readonly<Record<SpillTrouble, string>> = {
  limit: 'a log may take 4 GiB of the disk',
  'no-room': 'the disk is nearly full',
  failed: 'the file for them could not be written',
}

/** `12,000 of 1,000,000 lines` where there is a filter. */
function lineWords({ lines, passing }: LogState): string {
  const all = plural(lines, 'line')
  return passing === undefined ? all : `${passing.toLocaleString('en')} of ${all}`
}

/** What is spoken once all lines have been searched; nothing before. */
export function foundWords(state: LogState): string | undefined {
  return state.find?.isDone === true ? findWords(state)[0] : undefined
}

/** `12 of 340 matches`, with `so far` while there may be more. */
function findWords({ find }: LogState): readonly string[] {
  if (!find || find.fault !== undefined) return []
  const { total, current, isDone, matches } = find
  if (total === 0) return [isDone ? 'No matches' : 'Searching']
  const place = current ? `${(matches.indexOf(current) + 1).toLocaleString('en')} of ` : ''
  return [`${place}${plural(total, 'match', 'matches')}${isDone ? '' : ' so far'}`]
}

/** Only what may still grow is followed. */
function followWords({ kind }: LogPhase, following: boolean): string {
  const words: Readonly<Record<LogPhase['kind'], string>> = {
    opening: 'Following',
    live: 'Following',
    ended: 'Not running',
    gone: 'Removed',
    interrupted: 'Waiting',
    failed: 'Not readable',
  }
  const grows = kind === 'opening' || kind === 'live'
  return grows ? followWord(following) : words[kind]
}

/** Whether the view goes on by itself. */
export function followWord(following: boolean): 'Following' | 'Paused' {
  return following ? 'Following' : 'Paused'
}

/** `Jump to latest (128 new)`. */
export function jumpWords({ newLines }: LogState): string {
  return newLines === 0 ? 'Jump to latest' : `Jump to latest (${newLines.toLocaleString('en')} new)`
}

/** What a log without lines says; nothing while it is only opening. */
export function emptyWords({ kind }: LogPhase, name: string, isMerged = false): string | undefined {
  const words: Readonly<Record<LogPhase['kind'], string | undefined>> = {
    opening: undefined,
    live: 'No output yet',
    ended: isMerged
      ? 'No output. None of the containers is running.'
      : `No output. Container "${name}" is not running.`,
    gone: isMerged
      ? 'No output. The containers were removed.'
      : `No output. Container "${name}" was removed.`,
    interrupted: 'Waiting for the engine',
    failed: undefined,
  }
  return words[kind]
}

/** How a container of a merged log stands; nothing where its lines come. */
export function memberWords({ kind }: LogPhase): string {
  const words: Readonly<Record<LogPhase['kind'], string>> = {
    opening: 'Opening',
    live: '',
    ended: 'Not running',
    gone: 'Removed',
    interrupted: 'Waiting',
    failed: 'Not readable',
  }
  return words[kind]
}

/** Each log of a merged one is a stream that the engine keeps open. */
const MANY_MEMBERS = 50

/** What a merged log of very many containers says; nothing of fewer. */
export function tooManyWords(members: number): string | undefined {
  if (members <= MANY_MEMBERS) return undefined
  return `These are the logs of ${members} containers. Each of them costs the engine a stream: choose fewer if it becomes slow.`
}

/** What stands under the lines while none come. */
export function pauseWords({ kind }: LogPhase, name: string, isMerged = false): string | undefined {
  const words: Readonly<Record<LogPhase['kind'], string | undefined>> = {
    opening: undefined,
    live: undefined,
    ended: isMerged
      ? 'All containers stopped. New lines show here when one of them starts again.'
      : `Container stopped. New lines of "${name}" show here when it starts again.`,
    gone: isMerged
      ? 'The containers were removed. These are their last lines.'
      : `Container "${name}" was removed. These are its last lines.`,
    interrupted: 'The engine broke off the log. It goes on as soon as the engine answers.',
    failed: undefined,
  }
  return words[kind]
}

interface LogFailure {
  readonly engineMessage?: string | undefined
  readonly hint?: string | undefined
}

/** Engines keep logs only with some drivers. */
export function isUnreadable({ engineMessage = '' }: LogFailure): boolean {
  return /does not support reading/.test(engineMessage)
}

/** Who has another driver can be told what to do. */
export function failureHint(error: LogFailure): string | undefined {
  if (!isUnreadable(error)) return error.hint
  return 'Its log driver sends the lines elsewhere. Look there, attach to see those that come from now on, or run the container with the "json-file" or "local" driver.'
}
