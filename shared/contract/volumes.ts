import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import { ObjectRef, OnConnection } from './references.ts'

export interface VolumeSummary {
  readonly name: string
  readonly driver: string
  /** Where its data lies on the engine's host. */
  readonly mountpoint: string
  /** Absent where the driver does not say. */
  readonly createdAt?: number
  readonly labels: Readonly<Record<string, string>>
  /** Made by the engine for a container that named none. */
  readonly anonymous: boolean
}

const Labels = z.record(z.string().min(1), z.string())

export const volumes = {
  list: request({ effect: 'read', input: OnConnection, output: type<readonly VolumeSummary[]>() }),
  inspect: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  create: request({
    effect: 'change',
    input: OnConnection.extend({
      name: z.string().min(1).max(255),
      driver: z.string().min(1),
      labels: Labels,
    }),
  }),
  remove: request({ effect: 'destroy', input: ObjectRef }),
}
