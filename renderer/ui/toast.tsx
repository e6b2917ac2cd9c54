import { CircleCheck, Info, OctagonX, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'
import { SafeLines, SafeText } from './safe-text.tsx'
import { createToastStore, type Toast, type ToastOptions } from './toast-store.ts'
import styles from './toast.module.css'

const store = createToastStore()
const ICONS = { info: Info, success: CircleCheck, error: OctagonX } as const

/** Long enough to read two lines twice; it does not run while the pointer or the focus is there. */
const SHOWN_MS = 6000

/** An error has the engine's words too. What it needs done is said in its place in the window. */
const ERROR_SHOWN_MS = 12_000

/** Says what happened, at the lower right, for a while. */
export function toast(options: ToastOptions): void {
  store.add(options)
}

/** Where toasts appear. Once, at the root of the app; it is always there so that it can be heard. */
export function ToastHost() {
  const toasts = useSyncExternalStore(store.subscribe, store.get)
  return (
    <section
      aria-label="Notifications"
      className={styles.host}
      data-region="toasts"
      aria-live="polite"
      aria-relevant="additions"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const { id, kind, text, detail, action, onDetails } = toast
  const Icon = ICONS[kind]
  const dismiss = () => store.remove(id)
  const [held, setHeld] = useState(false)
  const hold = () => setHeld(true)
  const release = () => setHeld(false)
  useEffect(() => {
    if (held || onDetails) return undefined
    const shownMs = kind === 'error' ? ERROR_SHOWN_MS : SHOWN_MS
    const timer = setTimeout(() => store.remove(id), shownMs)
    return () => clearTimeout(timer)
  }, [id, kind, held, onDetails])
  return (
    <div
      className={styles.toast}
      data-kind={kind}
      data-details={onDetails !== undefined || undefined}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <Icon size={16} aria-hidden className={styles.icon} />
      <div className={styles.words} data-selectable>
        <p>
          <SafeText text={text} />
        </p>
        {detail !== undefined && (
          <p className={styles.detail}>
            <SafeLines text={detail} />
          </p>
        )}
      </div>
      {onDetails && <Button onClick={onDetails}>Details</Button>}
      {action && (
        <Button
          onClick={() => {
            dismiss()
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton small icon={X} label="Dismiss" onClick={dismiss} />
    </div>
  )
}
