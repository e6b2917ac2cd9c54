import { expect, test } from 'vitest'
import { isInsecure } from './is-insecure.ts'

const INFO = {
  RegistryConfig: {
    IndexConfigs: { 'lab:5000': { Secure: false }, 'docker.io': { Secure: true } },
    InsecureRegistryCIDRs: ['10.1.0.0/16', 'fd00::/8', 'nonsense', '10.9.0.0/99'],
  },
}

test.each(['localhost', 'localhost:5000', '127.0.0.1:5055', '127.9.9.9', '[::1]:5000'])(
  '%s is on this machine, so no engine is asked',
  (host) => expect(isInsecure(host, {})).toBe(true),
)

test.each(['lab:5000', '10.1.2.3', '10.1.2.3:5000', '[fd00::7]:5000'])(
  '%s is insecure by the word of the engine',
  (host) => {
    expect(isInsecure(host, INFO)).toBe(true)
    expect(isInsecure(host, {})).toBe(false)
  },
)

test.each(['lab', 'lab:5001', 'docker.io', '10.2.0.1', '10.9.0.1:1', '127.example', '[fe80::1]'])(
  '%s is asked by TLS alone',
  (host) => expect(isInsecure(host, INFO)).toBe(false),
)

test('an engine that says nothing of registries calls none insecure', () => {
  const nothing = { IndexConfigs: null, InsecureRegistryCIDRs: null }
  expect(isInsecure('lab:5000', { RegistryConfig: nothing })).toBe(false)
})
