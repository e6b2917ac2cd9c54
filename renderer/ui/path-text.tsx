import { splitPath } from '#lib/split-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import styles from './path-text.module.css'
import { SafeText } from './safe-text.tsx'

/** In a narrow place the folder is cut, and the name stays. Two boxes would be read as two words. */
export function PathText({ path }: { readonly path: string }) {
  const [folder, name] = splitPath(path)
  return (
    <>
      <span className="visually-hidden">
        <SafeText text={path} />
      </span>
      <span className={styles.path} data-tooltip={visibleText(path)} aria-hidden>
        <SafeText text={folder} className={styles.folder} />
        <SafeText text={name} className={styles.name} />
      </span>
    </>
  )
}
