import { Autocomplete } from '@base-ui/react/autocomplete'
import { useState, type ComponentProps } from 'react'
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

interface CompletingInputProps extends InputProps {
  readonly value: string
  /** What it may become; anything else may be typed as well. */
  readonly items: readonly string[]
  onChange(value: string): void
}

/** More would only be scrolled through: a letter or two finds what is meant. */
const MAX_SHOWN = 50

/** A field for text that is often one of a few. */
export function CompletingInput({ value, items, onChange, ...input }: CompletingInputProps) {
  const [isOpen, setIsOpen] = useState(false)
  const found = completions(items, value)
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
      <Autocomplete.Input className={styles.input} spellCheck={false} {...input} />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={styles.place} sideOffset={4} align="start">
          <Autocomplete.Popup className={styles.popup}>
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

/** Those with the text in them; none once it is said in full. */
function completions(items: readonly string[], value: string): readonly string[] {
  if (items.includes(value)) return []
  const text = value.trim().toLowerCase()
  return items.filter((item) => item.toLowerCase().includes(text)).slice(0, MAX_SHOWN)
}
