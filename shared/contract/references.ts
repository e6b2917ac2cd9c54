import * as z from 'zod'

/** The engine's own ids and names are short; anything longer is a mistake or an attack. */
const MAX_REFERENCE_LENGTH = 512

const Reference = z.string().min(1).max(MAX_REFERENCE_LENGTH)

/** The connection that a question is put to. Every engine endpoint names it. */
export const OnConnection = z.object({ connection: Reference })

/** One object on one engine: a container or network by id, an image by id or tag, a volume by name. */
export const ObjectRef = OnConnection.extend({ id: Reference })
export type ObjectRef = z.infer<typeof ObjectRef>

const MAX_IDS = 1000
const References = z.array(Reference).max(MAX_IDS)

/** Several objects on one engine, by their ids. */
export const ObjectRefs = OnConnection.extend({ ids: References })

/** Optional narrowing of a list to some ids; one filtered call instead of the whole list. */
export const ListInput = OnConnection.extend({ ids: References.optional() })

export { Reference }
