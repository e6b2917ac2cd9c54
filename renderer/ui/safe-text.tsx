import { visibleText } from '#lib/visible-text.ts'

/** Text that someone else chose: isolated from our own, its invisible characters shown. */
export function SafeText({ text }: { readonly text: string }) {
  return <bdi>{visibleText(text)}</bdi>
}

/** The same for text of several lines, whose line ends are meant; the style sheet keeps them. */
export function SafeLines({ text }: { readonly text: string }) {
  return <bdi>{text.split(/\r?\n/).map(visibleText).join('\n')}</bdi>
}
