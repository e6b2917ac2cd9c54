import { useEffect, useState } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

/** Long enough not to flicker while the pointer crosses a bar of buttons. */
const DELAY_MS = 450

interface Shown {
  readonly text: string
  readonly shortcut: string | undefined
  readonly x: number
  readonly y: number
  readonly above: boolean
}

/**
 * One tooltip for the whole window: it reads `data-tooltip` and `data-shortcut` of whatever is
 * hovered or focused. A component for each of a list's hundreds of buttons would cost too much.
 */
export function TooltipHost() {
  const [shown, setShown] = useState<Shown>()
  useEffect(() => watchTooltips(setShown), [])
  if (!shown) return null
  const { text, shortcut, x, y, above } = shown
  return (
    <div
      aria-hidden
      className={styles.tooltip}
      data-above={above || undefined}
      style={{ left: x, top: y }}
    >
      {text}
      {shortcut !== undefined && <Kbd chord={shortcut} />}
    </div>
  )
}

/** A tooltip is wider than its button: near the window's sides it must move inwards. */
const SIDE_MARGIN = 70

function describe(element: HTMLElement): Shown {
  const box = element.getBoundingClientRect()
  const above = box.bottom + 40 > innerHeight
  const x = Math.min(Math.max(box.left + box.width / 2, SIDE_MARGIN), innerWidth - SIDE_MARGIN)
  return {
    text: element.dataset['tooltip'] ?? '',
    shortcut: element.dataset['shortcut'],
    x,
    y: above ? box.top - 6 : box.bottom + 6,
    above,
  }
}

function watchTooltips(show: (shown: Shown | undefined) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: HTMLElement | undefined
  const hide = () => {
    clearTimeout(timer)
    current = undefined
    show(undefined)
  }
  const onEnter = (event: Event) => {
    const element = closest(event.target)
    if (element === current) return
    hide()
    if (!element || (event.type === 'focusin' && !element.matches(':focus-visible'))) return
    current = element
    timer = setTimeout(() => element.isConnected && show(describe(element)), DELAY_MS)
  }
  const stop = new AbortController()
  const { signal } = stop
  document.addEventListener('pointerover', onEnter, { signal })
  document.addEventListener('focusin', onEnter, { signal })
  document.addEventListener('pointerdown', hide, { signal })
  document.addEventListener('keydown', hide, { signal, capture: true })
  document.addEventListener('scroll', hide, { signal, capture: true })
  return () => {
    clearTimeout(timer)
    stop.abort()
  }
}

function closest(target: EventTarget | null): HTMLElement | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest<HTMLElement>('[data-tooltip]') ?? undefined
}
