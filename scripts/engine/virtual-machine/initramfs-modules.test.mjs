import { expect, test } from 'vitest'
import { initramfsModules } from './initramfs-modules.mjs'

const STEPS = `insmod /lib/modules/6.1/virtio.ko
insmod /lib/modules/6.1/virtio_pci.ko legacy=1
builtin ext4
insmod /lib/modules/6.1/virtio.ko
insmod /lib/modules/6.1/virtio_blk.ko
`

test('modules keep the order in which they are to be loaded, each once', () => {
  expect(initramfsModules(STEPS)).toEqual([
    { source: '/lib/modules/6.1/virtio.ko', target: '00-virtio.ko' },
    { source: '/lib/modules/6.1/virtio_pci.ko', target: '01-virtio_pci.ko' },
    { source: '/lib/modules/6.1/virtio_blk.ko', target: '02-virtio_blk.ko' },
  ])
})
