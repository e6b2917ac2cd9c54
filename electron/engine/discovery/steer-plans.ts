import { SteerVerb, type SteerOffer } from '#shared/contract/places.ts'
import type { Startable, Tools } from './fix.ts'
import { linesFor, needsRoot } from './owner-commands.ts'
import { toProgram, type Program } from './program.ts'

/** An offer, and what is run when it is taken up. The programs stay in main. */
export interface SteerPlan {
  readonly offer: SteerOffer
  readonly programs: readonly Program[]
}

/** All that can be done with an engine, given the programs that are there. */
export function steerPlans(what: Startable, tools: Tools): readonly SteerPlan[] {
  return SteerVerb.options.flatMap((verb) => {
    const how = linesFor(verb, what, tools)
    if (!how) return []
    const programs = how.lines.map(toProgram)
    const offer = {
      verb,
      commands: programs.map(({ command }) => command),
      runBy: how.lines.some(needsRoot) ? ('person' as const) : ('app' as const),
      endsContainers: how.endsContainers,
      ...(how.alsoEnds !== undefined && { alsoEnds: how.alsoEnds }),
    }
    return [{ offer, programs }]
  })
}
