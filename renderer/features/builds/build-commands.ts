import {
  ClipboardCopy,
  CloudUpload,
  FolderOpen,
  History,
  Layers,
  Play,
  RotateCw,
  X,
} from 'lucide-react'
import { isWindows } from '#lib/platform.ts'
import { plural } from '#lib/plural.ts'
import type { Build } from '#shared/contract/builds.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { buildAgain } from './build-again.ts'
import { buildLine } from './build-line.ts'
import { isRunning } from './build-words.ts'
import { openBuilt, pushBuilt, runBuilt, whyNotPushed, whyNotUsed } from './with-built-image.ts'

type Builds = readonly Build[]

/** All that their engine has; absent until it is known. */
type Images = readonly ImageSummary[] | undefined

/** Everything that can be done to builds, in the order of the menus. */
export function buildCommands(
  { showDetails }: CommandContext,
  images: Images,
): readonly EngineCommand<Build>[] {
  return [
    {
      id: 'build.open',
      label: 'Open',
      icon: FolderOpen,
      keywords: 'details steps log show',
      group: 'look',
      effect: 'read',
      appliesTo: isOne,
      run: ([build]) => build && showDetails(build.id, 'steps'),
    },
    {
      id: 'build.again',
      label: 'Build again…',
      icon: RotateCw,
      keywords: 'retry repeat rebuild',
      group: 'life',
      effect: 'change',
      appliesTo: isOne,
      run: async ([build]) => {
        if (build) await buildAgain(build)
      },
    },
    {
      id: 'build.cancel',
      label: 'Cancel',
      icon: X,
      keywords: 'stop end abort',
      group: 'life',
      // Whoever may not change an engine may still stop what does.
      effect: 'read',
      appliesTo: (builds) => builds.length > 0 && builds.every(isRunning),
      run: async (builds) => {
        await Promise.all(builds.map(({ task }) => engine.tasks.cancel({ id: task })))
      },
    },
    {
      id: 'build.run',
      label: 'Run…',
      icon: Play,
      keywords: 'start container create',
      group: 'image',
      effect: 'change',
      appliesTo: isOneBuilt,
      obstacle: ([build]) => build && images && whyNotUsed(build, images),
      run: ([build]) => build && runBuilt(build),
    },
    {
      id: 'build.push',
      label: 'Push…',
      icon: CloudUpload,
      keywords: 'upload registry publish',
      group: 'image',
      effect: 'change',
      appliesTo: (builds) => isOneBuilt(builds) && builds.every(hasName),
      obstacle: ([build]) => build && images && whyNotPushed(build, images),
      run: ([build]) => build && pushBuilt(build),
    },
    {
      id: 'build.open-image',
      label: 'Open image',
      icon: Layers,
      keywords: 'layers details',
      group: 'image',
      effect: 'read',
      appliesTo: isOneBuilt,
      obstacle: ([build]) => build && images && whyNotUsed(build, images),
      run: ([build]) => build && openBuilt(build),
    },
    {
      id: 'build.copy-line',
      label: 'Copy as docker build',
      icon: ClipboardCopy,
      keywords: 'command line cli',
      group: 'name',
      effect: 'read',
      appliesTo: isOne,
      run: async ([build]) => {
        if (build) await copyLine(build)
      },
    },
    {
      id: 'build.forget',
      label: 'Remove from history',
      icon: History,
      shortcut: 'Delete',
      keywords: 'delete forget clear',
      group: 'end',
      // The engine has nothing of it.
      effect: 'read',
      appliesTo: (builds) => builds.length > 0 && !builds.some(isRunning),
      run: forget,
    },
  ]
}

const isOne = (builds: Builds) => builds.length === 1

function isOneBuilt(builds: Builds): boolean {
  return isOne(builds) && builds.every(({ state }) => state.kind === 'done')
}

function hasName({ settings }: Build): boolean {
  return settings.tags.length > 0
}

async function copyLine({ settings, from, builder }: Build): Promise<void> {
  const { text } = buildLine(
    { ...settings, secrets: settings.secrets.map((id) => ({ id })) },
    { from, builder: builder ?? 'buildkit', shell: isWindows ? 'powershell' : 'bash' },
  )
  await engine.desktop.copyText({ text })
  toast({ kind: 'info', text: 'Copied the command', key: 'copied' })
}

async function forget(builds: Builds): Promise<void> {
  const [only] = builds
  const many = plural(builds.length, 'build')
  const isOne = builds.length === 1 && only !== undefined
  const what = isOne ? `build "${visibleText(only.name)}"` : many
  const isMeant = await confirm({
    tier: isOne ? 1 : 2,
    question: `Remove ${what} from the history?`,
    objects: isOne ? [] : builds.map(({ name, engineName }) => ({ name, detail: engineName })),
    verb: isOne ? 'Remove' : `Remove ${many}`,
    consequence: 'Steps and logs are gone. What was built stays.',
  })
  if (isMeant) await engine.builds.forget({ ids: builds.map(({ id }) => id) })
}
