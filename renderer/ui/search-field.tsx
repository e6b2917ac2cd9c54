import { Search, X } from 'lucide-react'
import {
  useRef,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react'
import { Kbd } from './kbd.tsx'
import styles from './search-field.module.css'

export interface SearchFieldProps {
  /** The accessible name: `Filter containers`. */
  readonly label: string
  readonly placeholder?: string
  readonly value: string
  /** The chord that leads here, shown while empty. */
  readonly shortcut?: string
  onChange(value: string): void
  /** Called by Escape when empty, and by ArrowDown and Enter: give the focus to the list. */
  onLeave?(): void
  /** More of its input. */
  readonly input?: Pick<
    ComponentProps<'input'>,
    | 'aria-activedescendant'
    | 'aria-autocomplete'
    | 'aria-controls'
    | 'onBlur'
    | 'onInput'
    | 'onKeyUp'
  >
  readonly inputRef?: RefObject<HTMLInputElement | null>
  /** Asked before the field's own keys. True when the key was used. */
  onKey?(event: KeyboardEvent<HTMLInputElement>): boolean
  /** What hangs from it. */
  readonly children?: ReactNode
}

/** One line to search or filter with. Escape clears it first, then leaves. */
export function SearchField(props: SearchFieldProps) {
  const { label, placeholder = label, value, shortcut, onChange, onLeave } = props
  const ownInput = useRef<HTMLInputElement>(null)
  const input = props.inputRef ?? ownInput
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // These keys are the input method's own for as long as it composes.
    if (event.nativeEvent.isComposing || props.onKey?.(event) === true) return
    const leaves = event.key === 'ArrowDown' || event.key === 'Enter'
    if (event.key === 'Escape' && value !== '') onChange('')
    else if ((leaves || event.key === 'Escape') && onLeave) onLeave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const clear = () => {
    onChange('')
    input.current?.focus()
  }
  return (
    <div className={styles.field}>
      <Search size={14} aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        spellCheck={false}
        autoComplete="off"
        data-filter
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        {...props.input}
      />
      {value === '' && shortcut !== undefined && <Kbd chord={shortcut} />}
      {value !== '' && (
        <button type="button" aria-label="Clear text" onClick={clear}>
          <X size={14} aria-hidden />
        </button>
      )}
      {props.children}
    </div>
  )
}
