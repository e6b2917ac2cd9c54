/** Makes an element have so many children of this kind, and gives them; those that it has stay. */
export function fitChildren(
  into: HTMLElement,
  count: number,
  tag: 'div' | 'span',
): readonly HTMLElement[] {
  while (into.children.length > count) into.lastElementChild?.remove()
  while (into.children.length < count) into.append(document.createElement(tag))
  return Array.from(into.children) as HTMLElement[]
}
