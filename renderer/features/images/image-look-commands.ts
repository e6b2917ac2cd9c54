import { FileSearch, GitCompare, Layers } from 'lucide-react'
import { compareSides } from '#features/containers'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import type { ImageRow } from './image-rows.ts'

/** Shows what images are and hold. */
export function imageLookCommands({
  showDetails,
}: CommandContext): readonly EngineCommand<ImageRow>[] {
  const shared = { group: 'look', effect: 'read' } as const
  return [
    {
      ...shared,
      id: 'image.layers',
      label: 'Layers',
      icon: Layers,
      keywords: 'files wasted size dive browse download history',
      appliesTo: isOne,
      run: (images) => images.forEach(({ reference }) => showDetails(reference, 'layers')),
    },
    {
      ...shared,
      id: 'image.inspect',
      label: 'Inspect',
      icon: FileSearch,
      shortcut: 'I',
      appliesTo: isOne,
      run: (images) => images.forEach(({ reference }) => showDetails(reference, 'inspect')),
    },
    {
      ...shared,
      id: 'image.compare',
      label: (images) => (isOne(images) ? 'Compare with…' : 'Compare'),
      icon: GitCompare,
      keywords: 'diff difference inspect container',
      appliesTo: ({ length }) => length === 1 || length === 2,
      run: (images) => compareSides(images.map(toSide)),
    },
  ]
}

const isOne = (images: readonly ImageRow[]) => images.length === 1

function toSide({ connection, reference, name }: ImageRow) {
  return { connection, kind: 'image' as const, id: reference, name }
}
