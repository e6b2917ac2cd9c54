import { composePlace } from '#lib/compose-place.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn, labelsText } from '#ui/data-grid/text-column.tsx'
import { shortId } from '#shared/object-id.ts'
import type { ShownContainer } from './shown-container.ts'
import { ownLabels } from './tool-labels.ts'

/** What the engine's list also tells of containers, for those who choose to see it. */
export const EXTRA_COLUMNS: readonly Column<ShownContainer>[] = [
  hiddenColumn('project', 'Project', ({ labels }) => composePlace(labels)?.project ?? ''),
  hiddenColumn('service', 'Service', ({ labels }) => composePlace(labels)?.service ?? ''),
  hiddenColumn('networks', 'Networks', ({ networks }) => listed(networks.map(({ name }) => name))),
  hiddenColumn('ip', 'IP', ({ networks }) => listed(networks.map(({ ip }) => ip))),
  hiddenColumn('mounts', 'Mounts', ({ mounts }) =>
    listed(mounts.map(({ name, source }) => (name === '' ? source : name))),
  ),
  hiddenColumn('command', 'Command', ({ command }) => command),
  hiddenColumn('labels', 'Labels', ({ labels }) => labelsText(ownLabels(labels))),
  hiddenColumn('id', 'ID', ({ id }) => shortId(id)),
]

function listed(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(', ')
}
