import type { Notice } from '#shared/contract/desktop.ts'
import { plural } from '#lib/plural.ts'

/** What happened, and what can be done about it. */
export function noticeWords(notice: Notice): string {
  switch (notice.kind) {
    case 'fault': {
      const { count } = notice
      const errors = count === 1 ? 'an error' : plural(count, 'error')
      return `Pilothouse met ${errors} of its own, and goes on. What happened is in its log: Help > Open logs folder.`
    }
    case 'unreadable-file':
      return `Cannot read "${notice.path}": the defaults are used. What it held is kept as "${notice.keptAs}".`
    default:
      return notice satisfies never
  }
}
