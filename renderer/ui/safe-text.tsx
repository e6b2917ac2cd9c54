import { visibleText } from '#lib/visible-text.ts'

/** Text that someone else chose: isolated from our own, its invisible characters shown. */
export function SafeText({ text }: { readonly text: string }) {
  return <bdi>{visibleText(text)}</bdi>
}
