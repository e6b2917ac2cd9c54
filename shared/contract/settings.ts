import * as z from 'zod'
import { request, type } from '../ipc/define.ts'

/** Everything that a person can set; kept in one file of ours. Unknown keys are dropped. */
export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Kinds of objects whose tier 1 removal no longer asks. */
  removeWithoutAsking: z.array(z.enum(['container', 'image-tag', 'network'])).default([]),
  /** How the lines of a log are shown, in every view that is opened. */
  logView: z
    .object({
      wrap: z.boolean(),
      stamps: z.boolean(),
      stampStyle: z.enum(['local', 'utc', 'delta']),
    })
    .default({ wrap: true, stamps: false, stampStyle: 'local' }),
  /** Hosts of registries that are listed though nobody is logged in there. */
  registries: z.array(z.string().max(512)).max(200).default([]),
})
export type Settings = z.output<typeof Settings>

export const settings = {
  get: request({ effect: 'read', input: z.object({}), output: type<Settings>() }),
  /** Merges, saves, and answers with the whole. */
  // `.partial()` would still fill in defaults: each key is made optional by hand.
  update: request({
    effect: 'read',
    input: z.object({
      theme: Settings.shape.theme.unwrap().optional(),
      removeWithoutAsking: Settings.shape.removeWithoutAsking.unwrap().optional(),
      logView: Settings.shape.logView.unwrap().optional(),
      registries: Settings.shape.registries.unwrap().optional(),
    }),
    output: type<Settings>(),
  }),
}
