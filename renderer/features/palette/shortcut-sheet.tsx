import { useRef, useState } from 'react'
import { ask } from '#ui/asking.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog, DialogActions } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { availableCommands, currentTarget } from '../../commands/index.ts'
import styles from './shortcut-sheet.module.css'

interface Shortcut {
  readonly label: string
  readonly chords: readonly string[]
}

/** Keys of every list; they are the grid's own and no commands. */
const IN_LISTS: readonly Shortcut[] = [
  { label: 'Next and previous row', chords: ['ArrowDown', 'ArrowUp', 'J', 'K'] },
  { label: 'First and last row', chords: ['Home', 'End'] },
  { label: 'Collapse and expand a group', chords: ['ArrowLeft', 'ArrowRight'] },
  { label: 'Select the row', chords: ['Space'] },
  { label: 'Select a group', chords: ['Shift+Space'] },
  { label: 'Select up to here', chords: ['Shift+ArrowDown', 'Shift+ArrowUp'] },
  { label: 'Select all', chords: ['Mod+A'] },
  { label: 'Open the details', chords: ['Enter'] },
  { label: 'Open the menu', chords: ['Shift+F10'] },
  { label: 'Clear the selection', chords: ['Escape'] },
  { label: 'What the filter can ask', chords: ['Alt+ArrowDown'] },
]

/** Keys of a log's lines, and of the details under them. */
const IN_LOGS: readonly Shortcut[] = [
  { label: 'Show details of the line', chords: ['Enter'] },
  { label: 'Details of the next and previous line', chords: ['Alt+ArrowDown', 'Alt+ArrowUp'] },
  { label: 'Copy the value of a field', chords: ['Mod+C'] },
  { label: 'Close the details', chords: ['Escape'] },
  { label: 'Oldest and newest line', chords: ['Home', 'End'] },
  { label: 'Search', chords: ['Mod+F'] },
  { label: 'Next and previous match', chords: ['F3', 'Shift+F3'] },
  { label: 'Save the log', chords: ['Mod+S'] },
]

let isOpen = false

/** Shows every shortcut that works now. */
export async function showShortcuts(): Promise<void> {
  if (isOpen) return
  isOpen = true
  await ask<void>((answer) => <ShortcutSheet onClose={() => answer()} />)
  isOpen = false
}

function ShortcutSheet({ onClose }: { onClose(): void }) {
  // Where the person was when it opened: the focus is in the sheet afterwards.
  const [target] = useState(() => currentTarget())
  const close = useRef<HTMLButtonElement>(null)
  return (
    <Dialog title="Keyboard shortcuts" initialFocus={close} onClose={onClose}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls by keys */}
      <div className={styles.sheet} tabIndex={0} role="group" aria-label="Shortcuts">
        <Section title="Everywhere" shortcuts={shortcutsOf(availableCommands())} />
        <Section title="In a list" shortcuts={IN_LISTS} />
        <Section title="In a log" shortcuts={IN_LOGS} />
        {target && <Section title={target.title} shortcuts={shortcutsOf(target.commands())} />}
      </div>
      <DialogActions>
        <Button ref={close} onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}

interface SectionProps {
  readonly title: string
  readonly shortcuts: readonly Shortcut[]
}

function Section({ title, shortcuts }: SectionProps) {
  return (
    <section>
      <h3>
        <bdi>{title}</bdi>
      </h3>
      <dl>
        {shortcuts.map(({ label, chords }) => (
          <div key={label}>
            <dt>{label}</dt>
            {chords.map((chord) => (
              <dd key={chord}>
                <Kbd chord={chord} />
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

function shortcutsOf(
  commands: readonly { readonly label: string; readonly shortcut?: string }[],
): readonly Shortcut[] {
  return commands.flatMap(({ label, shortcut }) =>
    shortcut === undefined ? [] : [{ label, chords: [shortcut] }],
  )
}
