import { useMemo } from 'react'
import { EnvTab } from '#features/containers'
import { asEngineError } from '#shared/errors.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { FactList, LabelList } from '#ui/fact-list.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import { toImageConfig } from './image-config.ts'
import type { ImageRow } from './image-rows.ts'
import styles from './image-tabs.module.css'
import { useImageJson } from './queries.ts'

/** What an image says to the containers that are made from it. */
export function ConfigTab({ row: { connection, image } }: { readonly row: ImageRow }) {
  const { data, error, refetch } = useImageJson(connection, image.id)
  const config = useMemo(() => data !== undefined && toImageConfig(data), [data])
  if (config) {
    return (
      <>
        <FactList facts={config.facts.map(([label, value]) => ({ label, value, mono: true }))} />
        <section aria-label="Environment" className={styles.section}>
          <h3>Environment</h3>
          <EnvTab env={config.env} />
        </section>
        <LabelList labels={config.labels} />
      </>
    )
  }
  if (!error) return <Skeleton />
  return (
    <ErrorState
      error={asEngineError(error)}
      onRetry={() => void refetch()}
      onCopy={(text) => void engine.desktop.copyText({ text })}
    />
  )
}
