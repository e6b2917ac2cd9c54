import { TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Notice } from '#shared/contract/desktop.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { Banner } from '#ui/banner.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../ipc/client.ts'
import { noticeWords } from './notice-words.ts'

/** What went wrong in the app itself, until it is dismissed. */
export function NoticeBanner() {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  useEffect(() => engine.desktop.notices({}, { onValue: setNotices }), [])
  useAnnounced(notices.map(noticeWords).join(' ') || undefined, 'notices')
  const dismiss = (
    <IconButton
      small
      icon={X}
      label="Dismiss"
      onClick={() => void engine.desktop.dismissNotices({})}
    />
  )
  return (
    <div role="status" aria-label="Notices" aria-live="off">
      {notices.length > 0 && (
        <Banner icon={TriangleAlert} action={dismiss}>
          {notices.map((notice) => (
            <p key={notice.kind === 'fault' ? notice.kind : notice.path} data-selectable>
              <SafeText text={noticeWords(notice)} />
            </p>
          ))}
        </Banner>
      )}
    </div>
  )
}
