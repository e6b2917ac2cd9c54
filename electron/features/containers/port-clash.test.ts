import { expect, test } from 'vitest'
import { clashesWith, hostPortOf } from './port-clash.ts'

function binding(hostIp: string, hostPort = '8080', protocol = 'tcp') {
  return { hostIp, hostPort, containerPort: 80, protocol }
}

function held(ip: string, port = 8080, protocol = 'tcp') {
  return { ip, port, protocol }
}

test('one port on every address clashes with any of its holders', () => {
  expect(clashesWith(binding(''), held('127.0.0.1'))).toBe(true)
  expect(clashesWith(binding('0.0.0.0'), held('127.0.0.1'))).toBe(true)
  expect(clashesWith(binding('127.0.0.1'), held('0.0.0.0'))).toBe(true)
  expect(clashesWith(binding('127.0.0.1'), held('::'))).toBe(true)
})

test('two addresses may have the same port', () => {
  expect(clashesWith(binding('127.0.0.1'), held('127.0.0.2'))).toBe(false)
  expect(clashesWith(binding('::1'), held('127.0.0.1'))).toBe(false)
  expect(clashesWith(binding('::1'), held('0.0.0.0'))).toBe(false)
})

test('two protocols and two ports do not clash', () => {
  expect(clashesWith(binding('', '8080', 'udp'), held(''))).toBe(false)
  expect(clashesWith(binding('', '8081'), held(''))).toBe(false)
})

test('a range and no port at all want none in particular', () => {
  expect(hostPortOf(binding('', ''))).toBeUndefined()
  expect(hostPortOf(binding('', '0'))).toBeUndefined()
  expect(hostPortOf(binding('', '8000-8010'))).toBeUndefined()
})
