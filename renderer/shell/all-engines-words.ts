import { plural } from '#lib/plural.ts'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { EngineWords } from './engine-words.ts'

type StateKind = ConnectionState['kind']

/** More names would fill the line; the page of connections has all of them. */
const MAX_NAMES = 2

/** How all connections together are, in the words of the status bar. */
export function allEnginesWords(
  connections: readonly Connection[],
  states: ReadonlyMap<string, StateKind>,
): EngineWords {
  // One that leads nowhere is broken as it is written: its engine is not away.
  const usable = connections.filter(({ fault }) => fault === undefined)
  const kindOf = ({ id }: Connection) => states.get(id) ?? 'connecting'
  const connected = usable.filter((connection) => kindOf(connection) === 'connected')
  const away = usable.filter((connection) => !HOPEFUL.has(kindOf(connection)))
  const total = plural(usable.length, 'engine')
  return {
    tone: toneOf(connected.length, usable.length),
    word: connected.length > 0 ? 'Connected' : (bestWord(away.map(kindOf)) ?? 'Disconnected'),
    detail: connected.length === usable.length ? total : `${connected.length} of ${total}`,
    engine: away.length === 0 ? '' : `No answer from ${listed(away.map(({ name }) => name))}`,
  }
}

/** Those of whom nothing bad is known. */
const HOPEFUL: ReadonlySet<StateKind> = new Set(['connected', 'connecting'])

function toneOf(connected: number, total: number): EngineWords['tone'] {
  if (connected === 0) return 'down'
  return connected === total ? 'ok' : 'waiting'
}

/** With nobody left to answer: the state that promises most. */
function bestWord(kinds: readonly StateKind[]): EngineWords['word'] | undefined {
  if (kinds.includes('reconnecting')) return 'Reconnecting'
  return kinds.includes('not-responding') ? 'Not responding' : undefined
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map(visibleText)
  const rest = names.length - shown.length
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}
