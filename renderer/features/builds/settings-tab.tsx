import { RotateCw } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import type { Build } from '#shared/contract/builds.ts'
import { Button } from '#ui/button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import tabs from '#ui/table-tab.module.css'
import styles from './build-tabs.module.css'
import { BUILDER_NAMES } from './build-words.ts'

interface SettingsTabProps {
  readonly build: Build
  onAgain(): void
}

/** How a build was made. */
export function SettingsTab({ build, onAgain }: SettingsTabProps) {
  return (
    <div className={tabs.tab}>
      <table className={classNames(tabs.table, styles.names)} aria-label="Settings of the build">
        <tbody>
          {rowsOf(build).map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                <SafeText text={name} />
              </th>
              <td data-selectable>
                <SafeText text={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.buttons}>
        <Button icon={RotateCw} onClick={onAgain}>
          Build again…
        </Button>
      </div>
    </div>
  )
}

function rowsOf({ from, settings, builder, engineName, state }: Build) {
  const { dockerfile, tags, target, args, secrets, platform, noCache, pull } = settings
  const rows: readonly (readonly [string, string | undefined])[] = [
    [from.kind === 'folder' ? 'Folder' : 'Archive', from.path],
    ['Dockerfile', dockerfile],
    ['Names', tags.join(', ') || 'none'],
    ['Target', target ?? 'the last stage'],
    ...args.map(
      ({ name, value }) => [`Argument ${name}`, value ?? 'not kept, as it may be secret'] as const,
    ),
    ...secrets.map((id) => [`Secret ${id}`, 'not kept'] as const),
    ['Platform', platform ?? 'the engine’s own'],
    ['Cache', noCache ? 'not used' : 'used'],
    ['Base images', pull ? 'looked for anew in the registry' : 'those that the engine has'],
    ['Builder', builder && BUILDER_NAMES[builder]],
    ['Engine', engineName],
    ['Image', state.kind === 'done' ? state.imageId : undefined],
  ]
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
}
