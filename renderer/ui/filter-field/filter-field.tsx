import {
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type InputEvent,
  type KeyboardEvent,
} from 'react'
import { chordOf } from '#lib/chord.ts'
import type { Completion, Completions } from '#lib/filter/complete-filter.ts'
import { SearchField, type SearchFieldProps } from '../search-field.tsx'
import { CompletionList } from './completion-list.tsx'

interface FilterFieldProps extends Omit<
  SearchFieldProps,
  'input' | 'inputRef' | 'onKey' | 'children'
> {
  /** How what is typed before the caret can go on. */
  complete(text: string, caret: number): Completions
}

/** Why ways to go on are shown: someone types, or asks for them. */
type Reason = 'typing' | 'asking'

interface Question {
  readonly reason: Reason
  readonly caret: number
}

const NOTHING: Completions = { from: 0, to: 0, items: [] }

/**
 * A field for the filter language. While one types a key or a value it offers how that goes on; it
 * stays a plain field to those who do not care: Enter and the arrow down lead to the list as long
 * as nothing is offered or chosen. What is pasted is whole, and offers nothing.
 */
export function FilterField({ complete, ...field }: FilterFieldProps) {
  const { value, onChange } = field
  const listId = useId()
  const [question, setQuestion] = useState<Question>()
  const [chosen, setChosen] = useState(-1)
  const pressed = useRef(false)
  const caretToBe = useRef<number>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const { items, from, to } = useMemo(
    () => (question ? answer(value, question, complete) : NOTHING),
    [question, value, complete],
  )
  useLayoutEffect(() => {
    if (caretToBe.current === undefined) return
    input.current?.setSelectionRange(caretToBe.current, caretToBe.current)
    caretToBe.current = undefined
  })

  const ask = (
    reason: Reason | undefined,
    caret = input.current?.selectionStart ?? value.length,
  ) => {
    setQuestion(reason && { reason, caret })
    setChosen(-1)
  }
  const take = ({ insert }: Completion) => {
    const caret = from + insert.length
    caretToBe.current = caret
    onChange(`${value.slice(0, from)}${insert}${value.slice(to)}`)
    // A key goes on with its values; after a value all is said.
    ask(insert.endsWith(' ') ? undefined : 'typing', caret)
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>): boolean => {
    pressed.current = true
    const isUsed = useKey(chordOf(event))
    if (isUsed) event.preventDefault()
    if (isUsed) event.stopPropagation()
    return isUsed
  }
  const useKey = (chord: string): boolean => {
    if (chord === 'Alt+ArrowDown' || chord === 'Mod+Space') {
      ask('asking')
      return true
    }
    if (items.length === 0) return false
    const item = items[chosen]
    switch (chord) {
      case 'ArrowDown':
        setChosen((chosen + 1) % items.length)
        return true
      case 'ArrowUp':
        setChosen(chosen <= 0 ? items.length - 1 : chosen - 1)
        return true
      case 'Escape':
        ask(undefined)
        return true
      case 'Enter':
      case 'Tab':
        if (item) take(item)
        else ask(undefined)
        return item !== undefined
      default:
        return false
    }
  }
  const onInput = ({ nativeEvent }: InputEvent<HTMLInputElement>) =>
    ask(pressed.current && nativeEvent.inputType !== 'insertFromPaste' ? 'typing' : undefined)
  const optionId = (index: number) => `${listId}-${index}`
  const isOpen = items.length > 0
  return (
    <SearchField
      {...field}
      inputRef={input}
      onKey={onKey}
      input={{
        'aria-autocomplete': 'list',
        'aria-controls': isOpen ? listId : undefined,
        'aria-activedescendant': isOpen && chosen !== -1 ? optionId(chosen) : undefined,
        onBlur: () => ask(undefined),
        onInput,
        onKeyUp: () => void (pressed.current = false),
      }}
    >
      {isOpen && (
        <CompletionList
          id={listId}
          items={items}
          chosen={chosen}
          optionId={optionId}
          onTake={take}
        />
      )}
    </SearchField>
  )
}

/** Nothing is offered unasked where no word was begun. */
function answer(
  value: string,
  { reason, caret }: Question,
  complete: FilterFieldProps['complete'],
): Completions {
  const isBegun = /\S$/.test(value.slice(0, caret))
  return reason === 'asking' || isBegun ? complete(value, caret) : NOTHING
}
