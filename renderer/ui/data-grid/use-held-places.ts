import { useEffect, useReducer, useRef, useState, type PointerEvent } from 'react'
import { createHeldPlaces } from './held-places.ts'

/** What the rows' ids and the pointer make of the list's places, and what it must hear for that. */
export function useHeldPlaces(ids: readonly string[], choice: string | undefined) {
  const [held] = useState(createHeldPlaces)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  /** A pointer that lies still while keys are used does not count. */
  const usesKeys = useRef(false)
  useEffect(() => {
    const onKey = () => {
      usesKeys.current = true
      if (held.pointAt(undefined)) redraw()
    }
    const onPress = () => void (usesKeys.current = false)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', onPress, true)
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', onPress, true)
    }
  }, [held])
  const follow = ({ target }: PointerEvent) => {
    if (!usesKeys.current && held.pointAt(placeAt(target))) redraw()
  }
  return {
    places: held.assign(ids, choice),
    handlers: {
      // It also tells of a row that has come under a pointer that lies still.
      onPointerOver: follow,
      onPointerMove(event: PointerEvent) {
        usesKeys.current = false
        follow(event)
      },
      onPointerLeave() {
        if (held.pointAt(undefined)) redraw()
      },
    },
  }
}

function placeAt(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest<HTMLElement>('[data-place]')?.dataset['place']
}
