import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { Extracted, LeftOut } from '#shared/contract/files.ts'
import { visibleText } from '#shared/visible-text.ts'

const WHY: Readonly<Record<LeftOut['why'], string>> = {
  link: 'link',
  special: 'device or pipe',
  name: 'name that this system cannot have',
}

/** More lines would make a toast a page. */
const MAX_LINES = 4

/** What was unpacked, and what was not and why. */
export function extractedWords({ path, files, bytes, leftOut, leftOutCount }: Extracted): {
  readonly text: string
  readonly detail: string
} {
  const text = `Saved ${plural(files, 'file')}, ${formatSize(bytes)}`
  if (leftOutCount === 0) return { text, detail: path }
  const lines = leftOut
    .slice(0, MAX_LINES)
    .map((one) => `${visibleText(one.path)}: ${WHY[one.why]}`)
  const rest = leftOutCount - lines.length
  return {
    text: `${text}, without ${plural(leftOutCount, 'entry', 'entries')} that could not be saved here`,
    detail: [path, ...lines, ...(rest > 0 ? [`and ${rest.toLocaleString('en')} more`] : [])].join(
      '\n',
    ),
  }
}
