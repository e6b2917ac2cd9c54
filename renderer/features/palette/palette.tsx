import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useMemo, useRef, useState } from 'react'
import { ask } from '#ui/asking.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { availableCommands, currentTarget, paletteSources } from '../../commands/index.ts'
import { paletteRows, type PaletteRow } from './palette-rows.ts'
import styles from './palette.module.css'
import { searchRows } from './search-rows.ts'

let isOpen = false

/** Opens the palette, and does what was chosen once it has closed. */
export async function openPalette(): Promise<void> {
  if (isOpen) return
  isOpen = true
  try {
    const chosen = await ask<PaletteRow | undefined>((answer) => <Palette onChoose={answer} />)
    chosen?.run()
  } finally {
    isOpen = false
  }
}

interface PaletteProps {
  onChoose(row: PaletteRow | undefined): void
}

function Palette({ onChoose }: PaletteProps) {
  const input = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState('')
  // What is there when it opens: rows must not move under the person's fingers.
  const [content] = useState(() => ({
    target: currentTarget(),
    commands: availableCommands(),
    sources: paletteSources(),
  }))
  const groups = useMemo(() => {
    const { rows, words } = paletteRows(content, query)
    return searchRows(rows, words)
  }, [content, query])
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onChoose(undefined)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup aria-label="Command palette" className={styles.palette} initialFocus={input}>
          <Autocomplete.Root
            inline
            open
            mode="none"
            autoHighlight="always"
            keepHighlight
            items={groups}
            value={query}
            onValueChange={setQuery}
            itemToStringValue={(row: PaletteRow) => row.label}
          >
            <Autocomplete.Input
              ref={input}
              className={styles.input}
              aria-label="Command or object"
              placeholder="Type a command or a name…"
              spellCheck={false}
            />
            <Autocomplete.Empty className={styles.empty}>
              {groups.length === 0 && 'Nothing matches'}
            </Autocomplete.Empty>
            <Autocomplete.List className={styles.list}>
              {(group: (typeof groups)[number]) => (
                <Autocomplete.Group key={group.title} items={group.items}>
                  <Autocomplete.GroupLabel className={styles.heading}>
                    <bdi>{group.title}</bdi>
                  </Autocomplete.GroupLabel>
                  <Autocomplete.Collection>
                    {(row: PaletteRow) => (
                      <PaletteItem key={row.key} row={row} onChoose={onChoose} />
                    )}
                  </Autocomplete.Collection>
                </Autocomplete.Group>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function PaletteItem({ row, onChoose }: { readonly row: PaletteRow } & PaletteProps) {
  const { label, detail, shortcut, icon: Icon, danger } = row
  return (
    <Autocomplete.Item
      value={row}
      className={styles.item}
      data-danger={danger || undefined}
      onClick={() => onChoose(row)}
    >
      <Icon size={14} aria-hidden />
      <bdi className={styles.label}>{label}</bdi>
      <bdi className={styles.detail}>{detail}</bdi>
      {shortcut !== undefined && (
        <span aria-hidden>
          <Kbd chord={shortcut} />
        </span>
      )}
    </Autocomplete.Item>
  )
}
