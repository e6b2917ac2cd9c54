import { cutText } from '#lib/cut-text.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'

/** Time to hear what it is about; the rest is in the details. */
const MAX_SPOKEN = 200

/** What is spoken of a line. Its number last: of lines that are equal, each is spoken. */
export function lineWords({ text, stamp, line }: LineDetails): string {
  const said = visibleText(cutText(text, MAX_SPOKEN))
  return `Line details: ${[said, stamp?.local, `line ${line + 1}`].filter(Boolean).join(', ')}`
}
