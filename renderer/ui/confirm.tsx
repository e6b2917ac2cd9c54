import { useRef, useState, type KeyboardEvent } from 'react'
import { classNames } from '#lib/class-names.ts'
import { Yes } from '#lib/consent.ts'
import { ask } from './asking.tsx'
import { Button } from './button.tsx'
import inputs from './inputs.module.css'
import styles from './confirm.module.css'
import { Dialog, DialogActions } from './dialog.tsx'
import { ObjectList, type ListedObject } from './object-list.tsx'
import { placeOfAction } from './place-of-action.ts'
import { SafeText } from './safe-text.tsx'

/** Something that could be done otherwise, or along with what is asked about. */
export interface ConfirmChoice {
  readonly id: string
  readonly label: string
}

/** The choices beside a question, all off at first. */
export interface ConfirmChoices {
  readonly choices: readonly ConfirmChoice[]
  /** What is asked while these are chosen: it may take a surer yes. */
  asks(
    chosen: ReadonlySet<string>,
  ): Pick<ConfirmOptions, 'tier' | 'objects' | 'verb' | 'consequence' | 'typeToConfirm'>
  onChange(chosen: ReadonlySet<string>): void
}

export interface ConfirmOptions {
  /** 1: may be silenced; 2: lists every object; 3: also typed. */
  readonly tier: 1 | 2 | 3
  /** The whole question: `Remove container "web-1"?` */
  readonly question: string
  readonly objects: readonly ListedObject[]
  /** On the button: `Remove`, `Remove 7 containers`. */
  readonly verb: string
  /** What cannot be taken back: `Their data is gone for good.` */
  readonly consequence?: string
  readonly options?: ConfirmChoices
  /** Tier 3: the name, or the count, that must be typed. */
  readonly typeToConfirm?: string
  /** Tier 1: offers to stop asking; called when the person said yes with the box ticked. */
  readonly dontAskAgain?: { readonly label: string; onChosen(): void }
}

/**
 * Asks before something is changed or lost. A yes is what the engine's client takes for one; Escape
 * and Cancel are none, and Enter never destroys.
 */
export function confirm(options: ConfirmOptions): Promise<Yes | undefined> {
  const place = options.tier === 1 ? placeOfAction() : undefined
  return ask((answer) => <ConfirmDialog {...options} place={place} answer={answer} />)
}

interface ConfirmDialogProps extends ConfirmOptions {
  /** Where the action was asked for: a small question stands beside it. */
  readonly place: DOMRect | undefined
  answer(value: Yes | undefined): void
}

function ConfirmDialog(props: ConfirmDialogProps) {
  const { question, options, dontAskAgain, place, answer } = props
  const [chosen, setChosen] = useState(NONE)
  const asked = chosen.size > 0 && options ? options.asks(chosen) : props
  const { tier, objects, verb, consequence, typeToConfirm } = asked
  const cancel = useRef<HTMLButtonElement>(null)
  const [typed, setTyped] = useState('')
  const [silence, setSilence] = useState(false)
  const blocked = tier === 3 && typeToConfirm !== undefined && typed.trim() !== typeToConfirm
  const proceed = () => {
    if (blocked) return
    if (tier === 1 && silence) dontAskAgain?.onChosen()
    answer(new Yes())
  }
  const choose = (id: string, isChosen: boolean) => {
    const others = [...chosen].filter((one) => one !== id)
    const next = new Set(isChosen ? [...others, id] : others)
    setChosen(next)
    options?.onChange(next)
  }
  return (
    <Dialog
      alert
      title={question}
      beside={tier === 1 ? place : undefined}
      initialFocus={cancel}
      onClose={() => answer(undefined)}
    >
      {(tier > 1 || objects.length > 1) && (
        <ObjectList label="What this is about" objects={objects} />
      )}
      {consequence !== undefined && <p className={styles.consequence}>{consequence}</p>}
      {options?.choices.map(({ id, label }) => (
        <label key={id} className={styles.silence}>
          <input
            type="checkbox"
            checked={chosen.has(id)}
            onChange={({ target }) => choose(id, target.checked)}
          />
          {label}
        </label>
      ))}
      {tier === 3 && typeToConfirm !== undefined && (
        <TypeToConfirm expected={typeToConfirm} typed={typed} onType={setTyped} />
      )}
      {tier === 1 && dontAskAgain && (
        <label className={styles.silence}>
          <input
            type="checkbox"
            checked={silence}
            onChange={(event) => setSilence(event.target.checked)}
          />
          {dontAskAgain.label}
        </label>
      )}
      <DialogActions>
        <Button ref={cancel} onClick={() => answer(undefined)}>
          Cancel
        </Button>
        <Button kind="danger" disabled={blocked} onKeyDown={ignoreEnter} onClick={proceed}>
          {verb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const NONE: ReadonlySet<string> = new Set()

interface TypeToConfirmProps {
  readonly expected: string
  readonly typed: string
  onType(value: string): void
}

function TypeToConfirm({ expected, typed, onType }: TypeToConfirmProps) {
  return (
    <label className={classNames(styles.typing, inputs.inputs)}>
      <span>
        Type{' '}
        <strong data-selectable>
          <SafeText text={expected} />
        </strong>{' '}
        to confirm
      </span>
      <input
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
        onKeyDown={ignoreEnter}
      />
    </label>
  )
}

/** A reflex must not destroy: only a click or Space does. */
function ignoreEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter') event.preventDefault()
}
