import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { heldPorts, parseTable, programOf } from './host-ports.ts'

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'

function line(address: string, state: string, inode = 12345): string {
  return `   0: ${address} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000 100`
}

test('a program that listens holds its port on its address', () => {
  const table = [HEAD, line('0100007F:1F90', '0A'), line('00000000:0050', '0A', 7)].join('\n')
  expect(parseTable(table, 'tcp')).toEqual([
    { protocol: 'tcp', ip: '127.0.0.1', port: 8080, inode: '12345' },
    { protocol: 'tcp', ip: '0.0.0.0', port: 80, inode: '7' },
  ])
})

test('a connection holds no port', () => {
  expect(parseTable([HEAD, line('0100007F:1F90', '01')].join('\n'), 'tcp')).toEqual([])
})

test('addresses of six are read, also those that stand for addresses of four', () => {
  const table = [
    HEAD,
    line('00000000000000000000000000000000:0050', '0A'),
    line('0000000000000000FFFF00000100007F:0051', '0A'),
    line('00000000000000000000000001000000:0052', '0A'),
  ].join('\n')
  expect(parseTable(table, 'tcp').map(({ ip }) => ip)).toEqual([
    '::',
    '127.0.0.1',
    '0:0:0:0:0:0:0:1',
  ])
})

test('a port of a bound UDP socket is held', () => {
  const [port] = parseTable([HEAD, line('00000000:0035', '07')].join('\n'), 'udp')
  expect(port).toMatchObject({ protocol: 'udp', port: 53 })
})

test.runIf(process.platform === 'linux')('this very program is found by its port', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const held = (await heldPorts()).find((one) => one.port === port)
  expect(held).toMatchObject({ protocol: 'tcp', ip: '127.0.0.1' })
  expect(await programOf(held?.inode ?? '')).toBeTruthy()
  server.close()
})
