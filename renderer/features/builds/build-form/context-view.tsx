import { RefreshCw } from 'lucide-react'
import { formatSize } from '#lib/format-bytes.ts'
import { errorText } from '#lib/error-text.ts'
import { plural } from '#lib/plural.ts'
import type { ContextSize } from '#shared/contract/builds.ts'
import { visibleText } from '#shared/visible-text.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './build-form.module.css'
import { useForm } from './use-build-form.ts'

/** Bytes. More is rarely meant, and takes a while on its way to the engine. */
const MUCH_BYTES = 100_000_000

/** How much of the folder goes to the engine, and what most of it is. */
export function ContextView() {
  const { source, builder, measured, measureAgain } = useForm()
  if (source?.kind !== 'folder') return null
  const { size, error } = measured ?? {}
  return (
    <section aria-label="What is sent" className={styles.context}>
      <header>
        <h3>What is sent to the engine</h3>
        <IconButton small icon={RefreshCw} label="Measure again" onClick={measureAgain} />
      </header>
      {error && <p className={styles.bad}>{errorText(error)}</p>}
      {!error && <p role="status">{size ? sizeWords(size) : 'Looking at the folder…'}</p>}
      {size && builder === 'buildkit' && (
        <p>BuildKit takes of it what the Dockerfile copies, and only what it does not have yet.</p>
      )}
      {size && size.bytes > MUCH_BYTES && (
        <p className={styles.warned}>
          That is much.{' '}
          {size.ignoreFile === undefined
            ? 'A file ".dockerignore" leaves out what the build does not need.'
            : `More can be left out by "${visibleText(size.ignoreFile)}".`}
        </p>
      )}
      {size && size.largest.length > 0 && (
        <details className={styles.fold}>
          <summary>The largest files</summary>
          <ul className={styles.largest}>
            {size.largest.map(({ path, bytes }) => (
              <li key={path}>
                <SafeText text={path} />
                <span>{formatSize(bytes)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

/** `1,204 files, 45 MB; 12 left out by ".dockerignore"` */
function sizeWords({ files, bytes, ignored, ignoreFile, isWhole }: ContextSize): string {
  const so = `${plural(files, 'file')}, ${formatSize(bytes)}${isWhole ? '' : ' so far…'}`
  if (ignoreFile === undefined) return `${so}; nothing is left out`
  return `${so}; ${ignored.toLocaleString('en')} left out by "${visibleText(ignoreFile)}"`
}
