import { blockedReason, type ConnectionAccess } from '#features/connections'
import { FileView } from './file-view.tsx'
import { useFilesPlace, useFilesPlaces, type FilesTarget } from './files-place.ts'
import { FolderView } from './folder-view.tsx'
import { useFolderListings } from './use-folder-listings.ts'

export interface FilesTabProps {
  readonly target: FilesTarget
  /** Tells its runs apart: another word when it starts, stops or is paused. */
  readonly phase: string
  /** Why no program can run in it; nothing where one can. */
  readonly whyNoProgram: string | undefined
  readonly access: ConnectionAccess
}

/** The files of a container, running or not: a folder, or the file that is open. */
export function FilesTab(props: FilesTabProps) {
  const { target, access } = props
  const place = useFilesPlace(target)
  const go = useFilesPlaces(({ go }) => go)
  const listings = useFolderListings(target)
  if (place.file === undefined) return <FolderView key={target.id} {...props} listings={listings} />
  return (
    <FileView
      key={place.file}
      target={target}
      path={place.file}
      draft={place.draft}
      blocked={blockedReason(access, 'change')}
      onKeep={(draft) => go(target, { folder: place.folder, file: place.file, draft })}
      onClose={() => go(target, { folder: place.folder, from: place.file })}
    />
  )
}
