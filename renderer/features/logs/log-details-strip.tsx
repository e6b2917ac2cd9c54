import { ArrowDown, ArrowUp, ClockArrowDown, Copy, SearchCheck, X } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { chordOf } from '#lib/chord.ts'
import { cutText } from '#lib/cut-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { MAX_FIELDS, valueOf, type LineField } from '../../workers/log/line-fields.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { engine } from '../../ipc/client.ts'
import { LEVEL_WORDS } from './filter-words.ts'
import { lineWords } from './line-words.ts'
import { copyLine, moveDetails, tellError } from './log-keys.ts'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import { LogFieldTree } from './log-field-tree.tsx'
import { isMerged } from './log-target.ts'
import { fieldQuery, prettyJson, similarQuery } from './similar-lines.ts'
import styles from './log-details.module.css'

/** Before and after the line. */
const AROUND_MS = 60_000

/** More of a line is not laid out; it is copied whole. */
const MAX_SHOWN = 4000

interface StripProps {
  readonly session: LogSession
  readonly state: LogState
  readonly details: LineDetails
}

/** All that is known of one line, under the lines. Up and down go on to the next, Escape closes it. */
export function LogDetailsStrip({ session, state, details }: StripProps) {
  const { line, source, level, member, stamp, text, isCut, fields } = details
  const [chosen, setChosen] = useState<LineField>()
  const field = fields?.includes(chosen as LineField) ? chosen : undefined
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => head.current?.focus(), [])
  useAnnounced(lineWords(details), 'line details')
  const [factsId, rawId] = [useId(), useId()]
  const close = () => {
    session.cursor.close()
    session.screen.terminal.focus()
  }
  const name = state.members[member]?.name
  const facts: Readonly<Record<string, string | undefined>> = {
    local: stamp?.local ?? 'No timestamp',
    utc: stamp?.utc,
    source: source === 'note' ? 'Note of this app' : source,
    level: LEVEL_WORDS[level],
    name: isMerged(session.target) ? name : undefined,
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its parts
    <section
      aria-label="Line details"
      className={styles.strip}
      onKeyDown={(event) => handleKeys(event, session, close)}
    >
      <div className={styles.bar}>
        <IconButton
          small
          icon={ArrowUp}
          label="Previous line"
          data-stays
          shortcut="Alt+ArrowUp"
          onClick={() => moveDetails(session, -1)}
        />
        <IconButton
          small
          icon={ArrowDown}
          label="Next line"
          data-stays
          shortcut="Alt+ArrowDown"
          onClick={() => moveDetails(session, 1)}
        />
        <Button kind="quiet" icon={Copy} data-stays onClick={() => copyLine(details)}>
          Copy line
        </Button>
        {fields && (
          <Button kind="quiet" icon={Copy} onClick={() => copy(prettyJson(details))}>
            Copy as JSON
          </Button>
        )}
        <Button
          kind="quiet"
          icon={SearchCheck}
          data-tooltip="Find lines that say the same with other numbers and ids"
          disabled={text === ''}
          onClick={() => session.narrowing.find(similarQuery(details))}
        >
          Find similar
        </Button>
        {details.time !== undefined && (
          <Button
            kind="quiet"
            icon={ClockArrowDown}
            data-tooltip="Show only lines of a minute before and after"
            onClick={() => session.narrowing.filterAround(AROUND_MS, line).catch(tellError)}
          >
            Only around this
          </Button>
        )}
        <Button
          kind="quiet"
          icon={Copy}
          disabled={!field}
          onClick={() => field && copy(valueOf(text, field))}
        >
          Copy value
        </Button>
        <Button
          kind="quiet"
          icon={SearchCheck}
          disabled={!field || field.kind === 'object' || field.kind === 'array'}
          onClick={() => field && session.narrowing.find(fieldQuery(details, field))}
        >
          Find value
        </Button>
        <IconButton
          small
          icon={X}
          label="Close line details"
          data-stays
          shortcut="Escape"
          className={styles.close}
          onClick={close}
        />
      </div>
      <div
        ref={head}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, and takes arrow keys
        tabIndex={0}
        role="group"
        aria-label="The line"
        aria-describedby={`${factsId} ${rawId}`}
        data-arrows
        className={styles.body}
      >
        <p id={factsId} className={styles.facts}>
          {Object.entries(facts).map(
            ([kind, fact]) => fact !== undefined && <span key={kind}>{visibleText(fact)}</span>,
          )}
        </p>
        {fields && (
          <LogFieldTree
            key={line}
            fields={fields}
            onChoose={setChosen}
            onCopy={(copied) => copy(valueOf(text, copied))}
          />
        )}
        {fields && fields.length >= MAX_FIELDS && (
          <p className={styles.more}>
            The first {MAX_FIELDS.toLocaleString('en')} fields are shown; the line has more.
          </p>
        )}
        <p id={rawId} className={styles.raw} data-selectable>
          {visibleText(cutText(text, MAX_SHOWN))}
          {(isCut || text.length > MAX_SHOWN) && '…'}
        </p>
      </div>
    </section>
  )
}

function copy(text: string): void {
  engine.desktop.copyText({ text }).catch(tellError)
}

function handleKeys(event: KeyboardEvent<HTMLElement>, session: LogSession, close: () => void) {
  const isAtLine = event.target instanceof HTMLElement && 'arrows' in event.target.dataset
  switch (chordOf(event)) {
    case 'Escape':
      close()
      break
    case 'Alt+ArrowUp':
      keepFocus(event)
      moveDetails(session, -1)
      break
    case 'Alt+ArrowDown':
      keepFocus(event)
      moveDetails(session, 1)
      break
    case 'ArrowUp':
      if (!isAtLine) return
      moveDetails(session, -1)
      break
    case 'ArrowDown':
      if (!isAtLine) return
      moveDetails(session, 1)
      break
    default:
      return
  }
  event.preventDefault()
  event.stopPropagation()
}

/** The next line may not have what is in focus: a field, or a button for its fields. */
function keepFocus({ target, currentTarget }: KeyboardEvent<HTMLElement>) {
  if (target instanceof HTMLElement && 'stays' in target.dataset) return
  currentTarget.querySelector<HTMLElement>('[data-arrows]')?.focus()
}
