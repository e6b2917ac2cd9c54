import type { BuildLine } from '#shared/contract/builds.ts'
import { MAX_CLIPBOARD_CHARS } from '#shared/contract/desktop.ts'
import { engine } from '../../../ipc/client.ts'

/** Puts lines on the clipboard; of more than it takes, the last. */
export async function copyLines(lines: readonly BuildLine[]): Promise<void> {
  const text = lines.map((line) => line.text).join('\n')
  await engine.desktop.copyText({ text: text.slice(-MAX_CLIPBOARD_CHARS) })
}
