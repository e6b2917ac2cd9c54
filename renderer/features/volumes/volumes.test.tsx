import { expect, test } from 'vitest'
import { volumeRemovalQuestion } from './volume-commands.ts'
import type { VolumeRow } from './volume-rows.ts'

const row = (name: string): VolumeRow => ({
  connection: 'default',
  usedBy: [],
  volume: { name, driver: 'local', mountpoint: '', labels: {}, anonymous: false },
})

test('to remove a volume its name must be typed', () => {
  expect(volumeRemovalQuestion([row('shop_data')])).toMatchObject({
    tier: 3,
    question: 'Remove volume "shop_data"?',
    typeToConfirm: 'shop_data',
  })
})

test('to remove several their number must be typed', () => {
  expect(volumeRemovalQuestion([row('a1'), row('b2')])).toMatchObject({
    typeToConfirm: '2',
    verb: 'Remove 2 volumes',
  })
})
