import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { watchRefusedChannels } from './refused-channels.ts'

const REFUSAL = 'channel 3: open failed: connect failed: open failed\r\n'

test('a refusal is counted however its words arrive', async () => {
  const words = new PassThrough()
  const refused = watchRefusedChannels(words)
  for (const character of `debug1: channel 3: open failed: no\n${REFUSAL}`) words.write(character)
  expect(await refused.moreThan(0)).toBe(true)
  expect(refused.count).toBe(1)
})

test('one that was there before is none of this channel’s', async () => {
  const words = new PassThrough()
  const refused = watchRefusedChannels(words)
  words.write(REFUSAL)
  expect(await refused.moreThan(0)).toBe(true)
  expect(await refused.moreThan(1)).toBe(false)
})
