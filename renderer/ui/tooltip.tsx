import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './tooltip.module.css'

/** Long enough not to flicker while the pointer crosses a bar of buttons. */
const DELAY_MS = 450

interface Shown {
  readonly text: string
  readonly shortcut: string | undefined
  /** Where the thing is that it belongs to. */
  readonly owner: DOMRect
}

/**
 * One tooltip for the whole window: it reads `data-tooltip` and `data-shortcut` of whatever is
 * hovered or focused. A component for each of a list's hundreds of buttons would cost too much.
 */
export function TooltipHost() {
  const element = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<Shown>()
  useEffect(() => watchTooltips(setShown), [])
  useLayoutEffect(() => {
    if (element.current && shown) place(element.current, shown)
  }, [shown])
  if (!shown) return null
  const { text, shortcut } = shown
  return (
    <div ref={element} aria-hidden className={styles.tooltip}>
      {text}
      {shortcut !== undefined && <Kbd chord={shortcut} />}
    </div>
  )
}

/** Pixels between a tooltip and what it belongs to, and between it and the window's edges. */
const GAP = 6

/** Under its owner, or over it where there is no room, and always within the window. */
function place(tooltip: HTMLElement, { owner }: Shown): void {
  const { width, height } = tooltip.getBoundingClientRect()
  const below = owner.bottom + GAP
  const top = below + height + GAP > innerHeight ? owner.top - GAP - height : below
  const middle = owner.left + owner.width / 2 - width / 2
  const left = Math.max(GAP, Math.min(middle, innerWidth - width - GAP))
  tooltip.style.translate = `${Math.round(left)}px ${Math.round(top)}px`
}

function describe(element: HTMLElement): Shown {
  return {
    text: element.dataset['tooltip'] ?? '',
    shortcut: element.dataset['shortcut'],
    owner: element.getBoundingClientRect(),
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
