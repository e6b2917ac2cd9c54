import { DatabaseZap, Hammer } from 'lucide-react'
import { useCallback } from 'react'
import { BuildCachePage } from '#features/disk'
import { useImages } from '#features/images'
import { ageKey, choiceKey, textKey, type FilterKey } from '#lib/filter/filter-key.ts'
import type { Build } from '#shared/contract/builds.ts'
import type { Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { HeaderButton } from '#ui/header-button.tsx'
import { byWord, type Grouping } from '../../shell/grouping.ts'
import { ObjectPage, type CommandContext, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId, useListView } from '../../shell/route-state.ts'
import { BUILD_COLUMNS, builderName } from './build-columns.tsx'
import { buildCommands } from './build-commands.ts'
import { BuildDrop } from './build-drop.tsx'
import { buildImage } from './build-form/build-image.tsx'
import { BuildPane } from './build-pane.tsx'
import { stateName } from './build-words.ts'
import { useBuilds } from './queries.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** Our builds on the connection in view, those under way and those that were. */
export function BuildsPage() {
  const connection = useConnectionId()
  const query = useBuilds(connection)
  const { data: images } = useImages(connection)
  const commandsOf = useCallback(
    (context: CommandContext) => buildCommands(context, images),
    [images],
  )
  const [view, setView] = useListView('builds')
  const isCache = view === CACHE
  const toggle = useKeptFocus()
  const buttons = (
    <>
      <HeaderButton
        {...toggle}
        icon={DatabaseZap}
        aria-pressed={isCache}
        onClick={() => setView(isCache ? undefined : CACHE)}
      >
        Build cache
      </HeaderButton>
      <PageButton
        connection={connection}
        label="Build image"
        shortcut="Mod+Shift+B"
        onRun={() => buildImage({ connection })}
      />
    </>
  )
  return (
    <BuildDrop connection={connection}>
      {isCache ? (
        <BuildCachePage connection={connection} title="Builds" actions={buttons} />
      ) : (
        <ObjectPage
          page="builds"
          title="Builds"
          noun="build"
          placeholder="Filter: name, state:failed, age<1d…"
          connection={connection}
          query={query}
          rows={query.data ?? NO_ROWS}
          columns={BUILD_COLUMNS}
          initialSort={BY_AGE}
          frequent={NO_BUTTONS}
          bulk={BULK}
          groupings={GROUPINGS}
          empty={NO_BUILDS}
          primary={buttons}
          rowId={rowId}
          rowName={rowName}
          textOf={textOf}
          filterKeys={FILTER_KEYS}
          labelsOf={noLabels}
          commandsOf={commandsOf}
          pane={drawPane}
        />
      )}
    </BuildDrop>
  )
}

/** In the address, in place of the builds. */
const CACHE = 'cache'

const BY_AGE: Sort = { column: 'when', direction: 'ascending' }
const NO_BUTTONS = {}
const NO_ROWS: readonly Build[] = []
const NO_LABELS = {}
const BULK: ReadonlySet<string> = new Set(['build.cancel', 'build.forget'])

const NO_BUILDS = (
  <EmptyState
    icon={Hammer}
    title="No builds yet"
    text="A build makes an image by the steps of a Dockerfile. Choose a folder with one, or drop it here; its steps, logs and outcome are kept here."
    command="docker build --tag app ."
  />
)

const GROUPINGS: readonly Grouping<Build>[] = [
  byWord('Name', ({ name }) => name),
  byWord('Status', stateName),
]

const STATES = ['running', 'built', 'failed', 'interrupted', 'cancelled']
const BUILDERS = ['buildkit', 'classic', 'buildah']

const FILTER_KEYS: readonly FilterKey<Build>[] = [
  choiceKey({ key: 'state', aliases: ['status'], about: 'how it stands' }, STATES, (build) => [
    stateName(build).toLowerCase(),
  ]),
  choiceKey({ key: 'builder', about: 'who builds' }, BUILDERS, (build) => [
    builderName(build).toLowerCase(),
  ]),
  textKey({ key: 'from', about: 'part of its folder or archive' }, ({ from }) => [from.path]),
  ageKey({ key: 'age', about: 'how long ago it began' }, ({ startedAt }) => startedAt),
]

const rowId = ({ id }: Build) => id
const rowName = ({ name }: Build) => name
const noLabels = () => NO_LABELS
const textOf = ({ name, settings, from }: Build) => [name, ...settings.tags, from.path]
const drawPane = (context: PaneContext<Build>) => <BuildPane key={context.row.id} {...context} />
