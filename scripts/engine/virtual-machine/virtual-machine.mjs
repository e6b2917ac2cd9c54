// @ts-check
import { join } from 'node:path'
import { findFreePort } from '../forward-port.mjs'
import { prepareMachine } from './build-machine.mjs'
import { ALIAS, connectMachine, PREFERRED_PORT } from './machine-ssh.mjs'
import { MACHINE, QEMU, qemuArguments } from './qemu.mjs'

/**
 * dockerd in a virtual machine that qemu emulates. The docker CLI reaches it on a socket that ssh
 * forwards, the app by ssh itself. At each start it is as it was when it was built.
 * @type {import('../dockerd.mjs').Daemon}
 */
export const VIRTUAL_MACHINE = {
  program: QEMU,
  async prepare(folder, host) {
    const port = await findFreePort(PREFERRED_PORT)
    const outside = join(await prepareMachine(), MACHINE)
    const inRoom = join('/', MACHINE)
    return {
      arguments: [
        ...qemuArguments(inRoom, { keepsDisk: false, sshPort: port }),
        '-incoming',
        `exec:cat ${join(inRoom, 'memory')}`,
      ],
      async connect() {
        const socket = new URL(host).pathname
        await connectMachine(folder, { machine: outside, port, socket })
      },
    }
  },
  // For what is written to the disk: else it is memory, where the room's own changes are.
  env: (folder) => ({ TMPDIR: folder }),
  appHost: `ssh://${ALIAS}`,
}
