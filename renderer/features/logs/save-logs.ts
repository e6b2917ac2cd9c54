import { errorText } from '#lib/error-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm, type FormValues } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { LogFileStyle } from '../../workers/log/log-file.ts'
import type { LogSession } from './log-session.ts'
import { savedWords } from './saving-words.ts'

const FORMATS: Readonly<Record<string, LogFileStyle['format']>> = {
  'Plain text': 'plain',
  'Plain text with timestamps': 'stamps',
  'JSON lines': 'json',
}

const WHOLE = 'The whole log'
const SHOWN = 'What is shown'

/** Asks what to save and where, and saves it. `name` is the container's. */
export function saveLogs(session: LogSession, name: string): void {
  if (session.state().saving) return
  save(session, name).catch((cause: unknown) => toast({ kind: 'error', text: errorText(cause) }))
}

async function save(session: LogSession, name: string): Promise<void> {
  const values = await askForm({
    title: `Save logs of ${visibleText(name)}`,
    verb: 'Choose place',
    fields: [
      { kind: 'choice', name: 'lines', label: 'Lines', options: [WHOLE, SHOWN] },
      { kind: 'choice', name: 'format', label: 'Format', options: Object.keys(FORMATS) },
      { kind: 'check', name: 'colours', label: 'Keep colours', initial: true },
    ],
  })
  if (!values) return
  const style = styleOf(values)
  const extension = style.format === 'json' ? 'jsonl' : 'log'
  const file = await engine.desktop.chooseFile({ name: `${name}.${extension}` })
  if (!file) return
  const isShown = values['lines'] === SHOWN
  const saved = await session.save(file, style, { isShown })
  if (!saved) return toast({ kind: 'info', text: `Nothing was saved in "${file.name}"` })
  const { older, lines } = session.state()
  // A log without lines has none before them either.
  const isOlderMissing = !isShown && older !== 'whole' && lines > 0
  toast({
    ...savedWords(saved, { file: file.name, isOlderMissing }),
    action: {
      label: 'Show in folder',
      run: () => void engine.desktop.showFile({ file: file.file }).catch(() => {}),
    },
  })
}

function styleOf(values: FormValues): LogFileStyle {
  return {
    format: FORMATS[String(values['format'])] ?? 'plain',
    keepsColours: values['colours'] === true,
  }
}
