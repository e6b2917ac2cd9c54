import { Plus, X } from 'lucide-react'
import { useId, useRef, type ReactNode } from 'react'
import { Button } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import { FieldProblemText } from './field.tsx'
import styles from './fields.module.css'
import { useJudging } from './judging.ts'

interface RowsProps<Row> {
  /** `ports`, `flags.dns`: begins the names of the rows' problems. */
  readonly field: string
  readonly label: string
  /** `port`: the word for one of them. */
  readonly noun: string
  readonly rows: readonly Row[]
  readonly empty: Row
  /** The inputs of a row, whose names tell the rows apart by their number. */
  children(row: Row, number: number, change: (row: Row) => void): ReactNode
  onChange(rows: readonly Row[]): void
  /** Beside the button that adds a row. */
  readonly more?: ReactNode
}

/** Rows of inputs that can be added and taken away. */
export function Rows<Row>(props: RowsProps<Row>) {
  const { field, label, noun, rows, empty, children, onChange, more } = props
  const id = useId()
  const frame = useRef<HTMLFieldSetElement>(null)
  const add = () => {
    onChange([...rows, empty])
    requestAnimationFrame(() => focusRow(frame.current, rows.length))
  }
  const remove = (at: number) => {
    onChange(rows.filter((_row, other) => other !== at))
    requestAnimationFrame(() => focusRow(frame.current, Math.min(at, rows.length - 2)))
  }
  return (
    <fieldset ref={frame} className={styles.rows} aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      {rows.map((row, at) => (
        // Rows have no names of their own, and none changes its place.
        // oxlint-disable-next-line react/no-array-index-key
        <RowFrame key={at} field={`${field}.${at}`} label={`${noun} ${at + 1}`}>
          {children(row, at + 1, (next) =>
            onChange(rows.map((other, place) => (place === at ? next : other))),
          )}
          <IconButton
            small
            icon={X}
            label={`Remove ${noun} ${at + 1}`}
            hint="Remove"
            onClick={() => remove(at)}
          />
        </RowFrame>
      ))}
      <div className={styles.adders}>
        <Button kind="quiet" icon={Plus} data-adds onClick={add}>
          Add {noun}
        </Button>
        {more}
      </div>
    </fieldset>
  )
}

interface RowFrameProps {
  readonly field: string
  readonly label: string
  readonly children: ReactNode
}

function RowFrame({ field, label, children }: RowFrameProps) {
  const id = useId()
  const { leave, problemOf } = useJudging()
  return (
    <div
      className={styles.rowFrame}
      data-field={field}
      onBlur={({ currentTarget, relatedTarget }) => {
        const isWithin = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
        if (!isWithin) leave(field)
      }}
    >
      <div
        role="group"
        aria-label={label}
        aria-describedby={problemOf(field) && id}
        className={styles.row}
        data-row
      >
        {children}
      </div>
      <FieldProblemText id={id} field={field} />
    </div>
  )
}

/** Its first input; where no row is left, the button that adds one. */
function focusRow(frame: HTMLElement | null, at: number): void {
  const row = [...(frame?.querySelectorAll<HTMLElement>('[data-row]') ?? [])][at]
  const target = row ?? frame
  const wanted = row ? 'input, select' : '[data-adds]'
  target?.querySelector<HTMLElement>(wanted)?.focus()
}
