import { shareAny } from './marks.ts'

/** What leads to one engine, and by what one knows that it does. */
export interface Group<Member> {
  readonly members: readonly Member[]
  readonly marks: ReadonlySet<string>
}

/** Those that share a mark are together, through others too; in their order. */
export function groupByMarks<Member>(
  all: readonly Member[],
  marksOf: (member: Member) => Iterable<string>,
): readonly Group<Member>[] {
  return all.reduce<readonly Group<Member>[]>(
    (groups, member) => addTo(groups, member, new Set(marksOf(member))),
    [],
  )
}

function addTo<Member>(
  groups: readonly Group<Member>[],
  member: Member,
  marks: ReadonlySet<string>,
): readonly Group<Member>[] {
  const same = groups.filter((group) => shareAny(group.marks, marks))
  const joined: Group<Member> = {
    members: [...same.flatMap(({ members }) => members), member],
    marks: new Set([...same.flatMap((group) => [...group.marks]), ...marks]),
  }
  const [first] = same
  if (!first) return [...groups, joined]
  return groups.flatMap((group) => {
    if (group === first) return [joined]
    return same.includes(group) ? [] : [group]
  })
}
