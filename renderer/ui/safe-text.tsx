import { visibleText } from '#shared/visible-text.ts'

interface SafeTextProps {
  readonly text: string
  readonly className?: string | undefined
  /** Its tooltip. */
  readonly hint?: string
}

/** Text that someone else chose: isolated from our own, its invisible characters shown. */
export function SafeText({ text, className, hint }: SafeTextProps) {
  return (
    <bdi className={className} data-tooltip={hint}>
      {visibleText(text)}
    </bdi>
  )
}

/** The same for text of several lines, whose line ends are meant; the style sheet keeps them. */
export function SafeLines({ text }: { readonly text: string }) {
  return <bdi>{text.split(/\r?\n/).map(visibleText).join('\n')}</bdi>
}
