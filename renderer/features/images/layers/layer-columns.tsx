import { formatSize } from '#lib/format-bytes.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import type { LayerRow } from './layer-rows.ts'
import styles from './layers-tab.module.css'

/** The columns of the layers; in a narrow pane the size and the instruction stay. */
export const LAYER_COLUMNS: readonly Column<LayerRow>[] = [
  {
    id: 'number',
    title: '#',
    width: '36px',
    align: 'end',
    render: ({ layer }) => layer?.number,
    compare: (a, b) => a.place - b.place,
  },
  {
    id: 'size',
    title: 'Size',
    width: '74px',
    align: 'end',
    render: ({ layer }) => layer && sizeWord(layer),
    compare: (a, b) => (a.layer?.sizeBytes ?? 0) - (b.layer?.sizeBytes ?? 0),
    isUnknown: ({ layer }) => layer === undefined || layer.extent === 'unread',
    firstDirection: 'descending',
  },
  {
    id: 'name',
    title: 'Instruction',
    width: 'minmax(120px, 1fr)',
    render: ({ instruction, layer }) => (
      <span
        className={styles.instruction}
        data-empty={layer === undefined || undefined}
        data-tooltip={visibleText(instruction)}
      >
        <SafeText text={instruction} />
      </span>
    ),
  },
  {
    id: 'share',
    title: 'Share',
    width: '84px',
    hideBelow: 360,
    render: ({ layer, share }) => layer && <Bar share={share} />,
  },
  {
    id: 'cumulative',
    title: 'So far',
    width: '74px',
    align: 'end',
    hideBelow: 440,
    render: ({ layer, cumulative }) => layer && formatSize(cumulative),
  },
  {
    id: 'wasted',
    title: 'Wasted',
    width: '74px',
    align: 'end',
    hideBelow: 520,
    render: ({ layer }) =>
      layer !== undefined && layer.wastedBytes > 0 && formatSize(layer.wastedBytes),
    compare: (a, b) => (a.layer?.wastedBytes ?? 0) - (b.layer?.wastedBytes ?? 0),
    isUnknown: ({ layer }) => layer === undefined,
    firstDirection: 'descending',
  },
]

function sizeWord({ extent, sizeBytes }: NonNullable<LayerRow['layer']>): string {
  return extent === 'unread' ? 'unread' : formatSize(sizeBytes)
}

/** Its size beside that of the largest, for the eye: the number stands in its own column. */
function Bar({ share }: { readonly share: number }) {
  return (
    <span className={styles.bar} aria-hidden>
      <span style={{ width: `${Math.max(1, share * 100)}%` }} />
    </span>
  )
}
