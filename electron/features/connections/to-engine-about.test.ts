import { expect, test } from 'vitest'
import { toEngineAbout } from './to-engine-about.ts'

test('an engine is described by what it says of itself', () => {
  const about = toEngineAbout({
    ServerVersion: '20.10.24',
    Driver: 'overlay2',
    CgroupDriver: 'systemd',
    CgroupVersion: '2',
    NCPU: 4,
    Warnings: ['WARNING: No swap limit support', ''],
    RegistryConfig: {
      Mirrors: ['https://mirror.lan/'],
      IndexConfigs: { 'lan:5000': { Secure: false }, 'docker.io': { Secure: true } },
    },
    Plugins: { Volume: ['local'], Authorization: null },
  })
  expect(about).toMatchObject({
    storageDriver: 'overlay2',
    cgroup: 'systemd, v2',
    warnings: ['WARNING: No swap limit support'],
    mirrors: ['https://mirror.lan/'],
    insecureRegistries: ['lan:5000'],
    plugins: [{ kind: 'volume', names: ['local'] }],
  })
})

test('what an engine leaves out is empty, not a fault', () => {
  const about = toEngineAbout({ Plugins: null, RegistryConfig: null, Warnings: null })
  expect(about).toMatchObject({ version: '', cgroup: '', cpus: 0, warnings: [], plugins: [] })
})
