import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './files-tab.module.css'

interface PathBarProps {
  readonly folder: string
  onGo(folder: string): void
}

/** The folders on the way to this one, each a button. */
export function PathBar({ folder, onGo }: PathBarProps) {
  const parts = folder === '/' ? [] : folder.slice(1).split('/')
  const steps = [
    { name: '/', path: '/' },
    ...parts.map((name, at) => ({ name, path: `/${parts.slice(0, at + 1).join('/')}` })),
  ]
  return (
    <nav aria-label="Folder" className={styles.path}>
      <ol>
        {steps.map(({ name, path }, at) => (
          <li key={path}>
            {at > 1 && <span aria-hidden>/</span>}
            <button
              type="button"
              className={styles.step}
              aria-current={at === steps.length - 1 ? 'location' : undefined}
              data-tooltip={visibleText(path)}
              onClick={() => onGo(path)}
            >
              <SafeText text={name} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
