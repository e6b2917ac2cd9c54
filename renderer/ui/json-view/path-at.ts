import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/** Where in the JSON the position is: names of fields, and places in lists. */
export function pathAt(state: EditorState, position: number): readonly (string | number)[] {
  const path: (string | number)[] = []
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(position, 1)
  for (; node; node = node.parent) {
    if (node.name === 'Property') path.unshift(nameOf(state, node))
    else if (node.parent?.name === 'Array' && isValue(node)) path.unshift(placeOf(node))
  }
  return path
}

/** As programs write it: `HostConfig.PortBindings["80/tcp"][0].HostPort`. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step, at) => {
      if (typeof step === 'number') return `[${step}]`
      if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `[${JSON.stringify(step)}]`
      return at === 0 ? step : `.${step}`
    })
    .join('')
}

function nameOf(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild('PropertyName')
  const text = name ? state.sliceDoc(name.from, name.to) : '""'
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

/** The brackets and commas of a list are nodes too. */
function isValue({ name }: SyntaxNode): boolean {
  return /^[A-Z]/.test(name)
}

function placeOf(value: SyntaxNode): number {
  let place = 0
  for (let before = value.prevSibling; before; before = before.prevSibling) {
    if (isValue(before)) place += 1
  }
  return place
}
