import { useEffect, useRef, useSyncExternalStore } from 'react'
import { createAnnouncementStore } from './announcement-store.ts'

const store = createAnnouncementStore()

/** Where messages are spoken from. Once, at the root of the app; toasts speak for themselves. */
export function AnnouncerHost() {
  const message = useSyncExternalStore(store.subscribe, store.get)
  return (
    <div role="status" aria-label="Announcements" aria-live="polite" className="visually-hidden">
      {message}
    </div>
  )
}

/** Speaks the text each time that it changes while this is drawn; not what was there at first. */
export function useAnnounced(text: string | undefined, subject: string): void {
  const last = useRef(text)
  useEffect(() => {
    if (text === last.current) return
    last.current = text
    if (text !== undefined) store.add(text, subject)
  }, [text, subject])
}
