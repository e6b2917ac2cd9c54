import { formatSize } from '#lib/format-bytes.ts'
import type { LayerFile, WastedFile } from '#shared/contract/image-layers.ts'
import { ChangeMark } from '#ui/change-mark.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { PathText } from '#ui/path-text.tsx'

const CHANGES = ['added', 'changed', 'deleted', 'unchanged'] as const

/** The columns of a layer's files. */
export const LAYER_FILE_COLUMNS: readonly Column<LayerFile>[] = [
  {
    id: 'status',
    title: 'Change',
    width: '94px',
    render: ({ change }) => change !== 'unchanged' && <ChangeMark kind={change} />,
    compare: (a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change),
  },
  {
    id: 'name',
    title: 'Path',
    width: 'minmax(120px, 1fr)',
    render: ({ path }) => <PathText path={path} />,
    compare: byPath,
  },
  {
    id: 'size',
    title: 'Size',
    width: '74px',
    align: 'end',
    render: (file) => hasSize(file) && formatSize(file.bytes),
    compare: (a, b) => a.bytes - b.bytes,
    isUnknown: (file) => !hasSize(file),
    firstDirection: 'descending',
  },
  {
    id: 'layer',
    title: 'Layer',
    width: '82px',
    hideBelow: 320,
    render: ({ change, layers }) =>
      change === 'deleted' ? `still in ${layers.join(', ')}` : layers.join(', '),
    compare: (a, b) => (a.layers[0] ?? 0) - (b.layers[0] ?? 0),
  },
]

/** The columns of what is wasted. */
export const WASTED_COLUMNS: readonly Column<WastedFile>[] = [
  {
    id: 'name',
    title: 'Path',
    width: 'minmax(120px, 1fr)',
    render: ({ path }) => <PathText path={path} />,
    compare: byPath,
  },
  {
    id: 'size',
    title: 'Wasted',
    width: '74px',
    align: 'end',
    render: ({ bytes }) => formatSize(bytes),
    compare: (a, b) => a.bytes - b.bytes,
    firstDirection: 'descending',
  },
  {
    id: 'how',
    title: 'How',
    width: '136px',
    hideBelow: 320,
    render: ({ how, endedBy }) =>
      `${how === 'deleted' ? 'Deleted' : 'Replaced'} in layer ${endedBy}`,
    compare: (a, b) => a.endedBy - b.endedBy,
  },
  {
    id: 'layers',
    title: 'Still in',
    width: '80px',
    hideBelow: 440,
    render: ({ layers }) => layers.join(', '),
    compare: (a, b) => (a.layers[0] ?? 0) - (b.layers[0] ?? 0),
  },
]

/** Of folders their files have the size; of a deleted one it is that of all that was in it. */
function hasSize({ kind, change }: LayerFile): boolean {
  return kind === 'file' || change === 'deleted'
}

/** By their bytes, so that a folder comes right before what is in it. */
function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path)
}
