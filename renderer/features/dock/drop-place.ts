import type { TabPlace } from './dock-store.ts'
import type { Edge } from './dock-tree.ts'

/** A part of the window, in its pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A group as it is on screen. */
export interface GroupBoxes {
  readonly id: string
  /** Its row of tabs. */
  readonly bar: Box
  /** Each of its tabs, from the left. */
  readonly tabs: readonly Box[]
  /** What is under the row. */
  readonly body: Box
}

/** Where a tab goes that is dropped, and the part of the window that shows it. */
export interface Drop {
  readonly place: TabPlace
  readonly shown: Box
}

interface Point {
  readonly x: number
  readonly y: number
}

/** This close to an edge, of a group's width or height, it is the edge that is meant. */
const EDGE_PART = 0.25
/** The line between two tabs. */
const LINE_PX = 2

/** Where a tab goes that is dropped at a point: into a row of tabs, a group, or beside one. */
export function dropAt(point: Point, groups: readonly GroupBoxes[]): Drop | undefined {
  for (const group of groups) {
    if (isIn(point, group.bar)) return intoRow(point, group)
    if (isIn(point, group.body)) return intoBody(point, group)
  }
  return undefined
}

function intoRow({ x }: Point, { id, bar, tabs }: GroupBoxes): Drop {
  const behind = tabs.findIndex((tab) => x < tab.x + tab.width / 2)
  const index = behind === -1 ? tabs.length : behind
  const last = tabs.at(-1)
  const line = tabs[index]?.x ?? (last ? last.x + last.width : bar.x)
  const left = Math.max(bar.x, Math.min(line - LINE_PX / 2, bar.x + bar.width - LINE_PX))
  return {
    place: { group: id, index },
    shown: { x: left, y: bar.y, width: LINE_PX, height: bar.height },
  }
}

function intoBody(point: Point, { id, body, tabs }: GroupBoxes): Drop {
  const [edge, distance] = nearestEdge(point, body)
  if (distance > EDGE_PART) return { place: { group: id, index: tabs.length }, shown: body }
  return { place: { group: id, edge }, shown: halfAt(edge, body) }
}

/** The edge, and how far it is as a part of the box. */
function nearestEdge({ x, y }: Point, box: Box): readonly [Edge, number] {
  const right = (x - box.x) / box.width
  const down = (y - box.y) / box.height
  const edges: readonly (readonly [Edge, number])[] = [
    ['left', right],
    ['right', 1 - right],
    ['top', down],
    ['bottom', 1 - down],
  ]
  return edges.reduce((nearest, edge) => (edge[1] < nearest[1] ? edge : nearest))
}

function halfAt(edge: Edge, { x, y, width, height }: Box): Box {
  switch (edge) {
    case 'left':
      return { x, y, width: width / 2, height }
    case 'right':
      return { x: x + width / 2, y, width: width / 2, height }
    case 'top':
      return { x, y, width, height: height / 2 }
    case 'bottom':
      return { x, y: y + height / 2, width, height: height / 2 }
    default:
      return edge satisfies never
  }
}

function isIn({ x, y }: Point, box: Box): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
}
