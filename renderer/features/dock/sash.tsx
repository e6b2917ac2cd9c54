import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './sash.module.css'

export interface SashProps {
  /** How the line lies: `vertical` parts what is left from what is right. */
  readonly orientation: 'vertical' | 'horizontal'
  /** The accessible name. */
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  /** The pointer drags it, to this place of the window. */
  onDrag(point: { readonly x: number; readonly y: number }): void
  /** An arrow key moves it: 1 is right or down. */
  onStep(direction: 1 | -1): void
}

const STEPS: Readonly<Record<SashProps['orientation'], Readonly<Record<string, 1 | -1>>>> = {
  vertical: { ArrowRight: 1, ArrowLeft: -1 },
  horizontal: { ArrowDown: 1, ArrowUp: -1 },
}

/** The line between two parts of the window, dragged by the pointer or moved by the arrow keys. */
export function Sash({ orientation, label, value, min, max, onDrag, onStep }: SashProps) {
  const drag = ({ clientX, clientY, currentTarget, pointerId }: PointerEvent) => {
    if (currentTarget.hasPointerCapture(pointerId)) onDrag({ x: clientX, y: clientY })
  }
  const step = (event: KeyboardEvent) => {
    const direction = STEPS[orientation][event.key]
    if (direction === undefined) return
    event.preventDefault()
    onStep(direction)
  }
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a separator with a value is a control
    <div
      role="separator"
      aria-orientation={orientation}
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      tabIndex={0}
      className={styles.sash}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    />
    // oxlint-enable
  )
}
