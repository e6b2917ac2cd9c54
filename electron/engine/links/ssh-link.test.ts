import { expect, test } from 'vitest'
import { createSshLink } from './ssh-link.ts'

const never = new AbortController().signal

for (const canShare of [true, false]) {
  test(`a computer without ssh is told so (logins are shared: ${canShare})`, async () => {
    const link = createSshLink({ host: 'ship' }, { program: '/nowhere/ssh', canShare })
    await expect(link.dial(never)).rejects.toMatchObject({
      code: 'unreachable',
      message: 'This computer has no program "ssh"',
    })
    await link.close()
  })

  test(`a name that ssh would take for an option starts nothing (shared: ${canShare})`, async () => {
    const link = createSshLink({ host: '-oProxyCommand=x' }, { program: '/nowhere/ssh', canShare })
    await expect(link.dial(never)).rejects.toThrow('ssh cannot be given the host name')
  })

  test(`a dial that was taken back before it began starts nothing (shared: ${canShare})`, async () => {
    const link = createSshLink({ host: 'ship' }, { program: '/nowhere/ssh', canShare })
    await expect(link.dial(AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })
}
