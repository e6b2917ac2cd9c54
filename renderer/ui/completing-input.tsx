import { Autocomplete } from '@base-ui/react/autocomplete'
import { ListPlus } from 'lucide-react'
import { useEffect, useRef, useState, type ComponentProps } from 'react'
import { errorText } from '#lib/error-text.ts'
import { IconButton } from './icon-button.tsx'
import { SafeText } from './safe-text.tsx'
import styles from './completing-input.module.css'

type InputProps = Pick<
  ComponentProps<'input'>,
  | 'id'
  | 'name'
  | 'aria-label'
  | 'aria-invalid'
  | 'aria-describedby'
  | 'placeholder'
  | 'onPaste'
  | 'ref'
>

/** What is fetched from elsewhere, and only when a person says so. */
export interface MoreItems {
  /** What the button says: `List tags`. */
  readonly label: string
  /** What the text may become. A rejection is told under the field. */
  read(text: string, signal: AbortSignal): Promise<readonly string[]>
}

interface CompletingInputProps extends InputProps {
  readonly value: string
  /** What it may become; anything else may be typed as well. */
  readonly items: readonly string[]
  readonly more?: MoreItems
  onChange(value: string): void
}

/** More would only be scrolled through: a letter or two finds what is meant. */
const MAX_SHOWN = 50

/** A field for text that is often one of a few. */
export function CompletingInput({ value, items, more, onChange, ...input }: CompletingInputProps) {
  const [isOpen, setIsOpen] = useState(false)
  const asked = useAsked(more, value, () => setIsOpen(true))
  const found =
    asked.of === value ? asked.items : completions([...new Set([...items, ...asked.items])], value)
  return (
    <Autocomplete.Root
      items={items}
      filteredItems={found}
      value={value}
      // An open list hides the rest of the form from some: it must have something to say.
      open={isOpen && found.length > 0}
      onOpenChange={setIsOpen}
      onValueChange={onChange}
    >
      <div className={styles.field}>
        <Autocomplete.Input
          className={styles.input}
          spellCheck={false}
          {...input}
          onKeyDown={(event) => {
            if (!more || !(event.ctrlKey && event.key === ' ')) return
            event.preventDefault()
            asked.ask()
          }}
        />
        {more && (
          <IconButton
            icon={ListPlus}
            label={more.label}
            shortcut="Ctrl+Space"
            aria-disabled={asked.isBusy}
            onClick={asked.ask}
          />
        )}
      </div>
      {asked.of === value && asked.problem !== undefined && (
        <p role="alert" className={styles.problem}>
          <SafeText text={asked.problem} />
        </p>
      )}
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={styles.place} sideOffset={4} align="start">
          <Autocomplete.Popup className={styles.popup} role="region" aria-label="Suggestions">
            <Autocomplete.List className={styles.list}>
              {(item: string) => (
                <Autocomplete.Item key={item} value={item} className={styles.item}>
                  <SafeText text={item} />
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}

interface Asked {
  /** The text for which it was asked last. */
  readonly of?: string
  readonly items: readonly string[]
  readonly problem?: string
}

interface Reading {
  readonly of: string
  readonly controller: AbortController
}

/** What was fetched for a text, at the word of a person; dropped where the text is another one by then. */
function useAsked(more: MoreItems | undefined, value: string, onItems: () => void) {
  const [asked, setAsked] = useState<Asked>({ items: [] })
  const [busyOf, setBusyOf] = useState<string>()
  const reading = useRef<Reading>(undefined)
  const leave = () => {
    reading.current?.controller.abort()
    reading.current = undefined
    setBusyOf(undefined)
  }
  useEffect(() => () => reading.current?.controller.abort(), [])
  // Who types on wants what begins so.
  useEffect(() => {
    if (reading.current && !value.startsWith(reading.current.of)) leave()
  }, [value])
  async function read({ read }: MoreItems): Promise<void> {
    leave()
    const controller = new AbortController()
    const { signal } = controller
    reading.current = { of: value, controller }
    setBusyOf(value)
    try {
      const items = await read(value, signal)
      if (signal.aborted) return
      setAsked({ of: value, items })
      onItems()
    } catch (cause) {
      if (signal.aborted) return
      setAsked({ of: value, items: [], problem: errorText(cause) })
    }
    leave()
  }
  return {
    ...asked,
    isBusy: busyOf === value,
    ask() {
      if (more && busyOf !== value) void read(more)
    },
  }
}

/** Those with the text in them; none once it is said in full. */
function completions(items: readonly string[], value: string): readonly string[] {
  if (items.includes(value)) return []
  const text = value.trim().toLowerCase()
  return items.filter((item) => item.toLowerCase().includes(text)).slice(0, MAX_SHOWN)
}
