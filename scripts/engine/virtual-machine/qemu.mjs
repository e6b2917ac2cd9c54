// @ts-check
import { join } from 'node:path'

/** The program that runs virtual machines of this project's one kind. */
export const QEMU = 'qemu-system-x86_64'

/** Where the machine lies in the folder that holds it. */
export const MACHINE = 'machine'

/** Docker, sshd and a few small containers use half of it. */
const MEMORY_MB = 1024

const KERNEL_ARGUMENTS = 'console=ttyS0 quiet panic=-1 mitigations=off net.ifnames=0'

/**
 * What a machine is made of: the same when its memory is saved and when it is loaded again, or
 * qemu would refuse it. It is emulated, for on many machines a guest may not use the processor's
 * own means.
 * @param {string} folder holds `kernel`, `initramfs` and `disk`
 * @param {object} options
 * @param {boolean} options.keepsDisk whether what is written to the disk stays, else it is forgotten
 * @param {number} options.sshPort of this machine's loopback address: leads to the guest's sshd
 */
export function qemuArguments(folder, { keepsDisk, sshPort }) {
  const network = `user,id=net,hostfwd=tcp:127.0.0.1:${sshPort}-:22`
  const disk = `file=${join(folder, 'disk')},format=raw,if=none,id=disk,cache=unsafe`
  return [
    ['-nodefaults', '-no-user-config', '-no-reboot'],
    ['-display', 'none', '-serial', 'mon:stdio'],
    ['-machine', 'q35', '-accel', 'tcg,thread=multi', '-cpu', 'max'],
    ['-smp', '2', '-m', `${MEMORY_MB}`],
    ['-kernel', join(folder, 'kernel'), '-initrd', join(folder, 'initramfs')],
    ['-append', KERNEL_ARGUMENTS],
    ['-drive', `${disk},snapshot=${keepsDisk ? 'off' : 'on'}`],
    ['-device', 'virtio-blk-pci,drive=disk'],
    ['-netdev', network],
    ['-device', 'virtio-net-pci,netdev=net,romfile='],
    ['-device', 'virtio-rng-pci'],
  ].flat()
}
