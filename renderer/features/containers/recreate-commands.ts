import { ArrowUpFromLine, FilePenLine, Gauge } from 'lucide-react'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { updateLimits } from './ask-limits.ts'
import { editContainer } from './edit-container.ts'
import { isBusy } from './container-status.ts'
import { updateImage } from './recreate/update-image.ts'
import { isNamedImage } from '#lib/image-names.ts'
import type { ShownContainer } from './shown-container.ts'
import { one, each } from './command-targets.ts'

type ContainerCommand = EngineCommand<ShownContainer>

/** Changes what containers are made of. */
export function recreateCommands(): readonly ContainerCommand[] {
  return [
    {
      id: 'container.update-limits',
      label: 'Update limits…',
      icon: Gauge,
      group: 'name',
      effect: 'change',
      keywords: 'docker update memory swap cpu pids processes restart policy resources',
      appliesTo: (containers) => one(containers) && containers.every(({ state }) => !isBusy(state)),
      run: (containers) => each(containers, updateLimits),
    },
    {
      id: 'container.edit',
      label: 'Recreate with changes…',
      icon: FilePenLine,
      group: 'name',
      effect: 'destroy',
      keywords: 'edit change settings ports environment mounts image form',
      appliesTo: (containers) => one(containers) && containers.every(({ state }) => !isBusy(state)),
      run: (containers) => each(containers, (target) => editContainer(queryClient, target)),
    },
    {
      id: 'container.update-image',
      label: 'Pull newer image and recreate…',
      icon: ArrowUpFromLine,
      group: 'name',
      effect: 'destroy',
      keywords: 'update upgrade latest image',
      appliesTo: (containers) =>
        one(containers) &&
        containers.every(({ state, image }) => !isBusy(state) && isNamedImage(image)),
      run: (containers) => each(containers, (target) => updateImage(queryClient, target)),
    },
  ]
}
