import { Files } from 'lucide-react'
import { useId } from 'react'
import { classNames } from '#lib/class-names.ts'
import { MAX_LAYER_FILES, type ImageLayer } from '#shared/contract/image-layers.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import inputs from '#ui/inputs.module.css'
import styles from './layers-tab.module.css'
import type { FilesExtent } from './use-layer-files.ts'

interface ExtentChoiceProps {
  readonly extent: FilesExtent
  onChange(extent: FilesExtent): void
}

/** Whether what a layer changes is listed, or all that is there with it. */
export function ExtentChoice({ extent, onChange }: ExtentChoiceProps) {
  const id = useId()
  return (
    <span className={classNames(styles.extent, inputs.inputs)}>
      <label htmlFor={id} className="visually-hidden">
        Which files
      </label>
      <select
        id={id}
        value={extent}
        onChange={({ target }) => onChange(target.value === 'all' ? 'all' : 'changed')}
      >
        <option value="changed">Only changed</option>
        <option value="all">All up to this layer</option>
      </select>
    </span>
  )
}

/** That something is not shown is said, and why. */
export function Foot({
  layer,
  total = 0,
}: {
  readonly layer: ImageLayer
  readonly total?: number | undefined
}) {
  if (total > MAX_LAYER_FILES) {
    return (
      <span className={styles.warned}>
        The first {MAX_LAYER_FILES.toLocaleString('en')} of {total.toLocaleString('en')}
      </span>
    )
  }
  if (layer.extent !== 'part') return null
  return <span className={styles.warned}>Not all: the image has more files than are kept</span>
}

/** In place of the files of a layer that has none. */
export function NoFiles({ layer }: { readonly layer: ImageLayer }) {
  return layer.extent === 'unread' ? (
    <EmptyState
      icon={Files}
      title="This layer could not be read"
      text="The engine keeps it packed by zstd, which this app cannot unpack yet."
    />
  ) : (
    <EmptyState icon={Files} title="This layer changes no file" />
  )
}
