import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import { ObjectRef, OnConnection, Reference } from './references.ts'

export interface NetworkSummary {
  readonly id: string
  readonly name: string
  readonly driver: string
  readonly scope: string
  readonly internal: boolean
  readonly ipv6: boolean
  readonly createdAt: number
  readonly subnets: readonly string[]
  readonly gateways: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** `bridge`, `host` and `none` belong to the engine and cannot be removed. */
  readonly predefined: boolean
}

export const networks = {
  list: request({ effect: 'read', input: OnConnection, output: type<readonly NetworkSummary[]>() }),
  inspect: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  create: request({
    effect: 'change',
    input: OnConnection.extend({
      name: z.string().min(1).max(255),
      driver: z.string().min(1),
      internal: z.boolean(),
      /** CIDR, for example `10.5.0.0/24`; the engine chooses one when absent. */
      subnet: z.string().min(1).max(64).optional(),
    }),
  }),
  remove: request({ effect: 'destroy', input: ObjectRef }),
  /** Lets a container take part in it, running or not. */
  connect: request({
    effect: 'change',
    input: ObjectRef.extend({
      container: Reference,
      /** Other names by which those on the network find it. */
      aliases: z.array(z.string().min(1).max(255)).max(20),
      /** Its address there; the engine chooses one when absent. */
      ip: z.string().min(1).max(64).optional(),
    }),
  }),
  disconnect: request({ effect: 'change', input: ObjectRef.extend({ container: Reference }) }),
}
