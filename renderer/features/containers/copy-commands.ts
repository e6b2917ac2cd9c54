import { ClipboardCopy } from 'lucide-react'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { copyAs, type CopyForm } from './copy-as.ts'
import type { ShownContainer } from './shown-container.ts'

/** Copies how containers were made, in the words of one tool or another. */
export function copyCommands(): readonly EngineCommand<ShownContainer>[] {
  return [
    copyCommand('docker run', 'container.copy-run', 'cli command line create clone recipe'),
    copyCommand(
      'Compose service',
      'container.copy-compose',
      'yaml docker-compose file clone recipe',
    ),
    copyCommand('curl', 'container.copy-curl', 'api http request json create body'),
  ]
}

function copyCommand(form: CopyForm, id: string, keywords: string): EngineCommand<ShownContainer> {
  return {
    id,
    label: `Copy as ${form}`,
    icon: ClipboardCopy,
    keywords,
    group: 'copy',
    effect: 'read',
    appliesTo: (containers) => containers.length > 0,
    run: (containers) => copyAs(form, containers),
  }
}
