import { expect, test } from 'vitest'
import { whereabouts, withLoginShell, type DockerEnvironment } from './environment.ts'

const NOTHING: DockerEnvironment = {
  host: undefined,
  context: undefined,
  configFolder: undefined,
  tlsVerify: undefined,
  certPath: undefined,
}

test('a choice of the login shell counts where the app was started without one', () => {
  const told = { DOCKER_HOST: 'tcp://lab:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c' }
  expect(withLoginShell(NOTHING, told)).toEqual({
    host: 'tcp://lab:2376',
    context: undefined,
    configFolder: undefined,
    tlsVerify: '1',
    certPath: '/c',
    isOfLoginShell: true,
  })
})

test.each<Partial<DockerEnvironment>>([
  { host: 'unix:///mine.sock' },
  { context: 'mine' },
  { tlsVerify: '1' },
])('a choice that the app was started with, %j, is not mixed with the shell’s', (choice) => {
  const own = { ...NOTHING, ...choice }
  const told = { DOCKER_HOST: 'tcp://lab', DOCKER_CERT_PATH: '/c', DOCKER_CONFIG: '/docker' }
  // Its context would not be among those of the shell's folder.
  expect(withLoginShell(own, told)).toEqual(own)
})

test('a shell that chooses no engine is not said to have chosen one', () => {
  const told = { DOCKER_CONFIG: '/docker', DOCKER_CERT_PATH: '/c' }
  expect(withLoginShell(NOTHING, told)).toMatchObject({
    configFolder: '/docker',
    isOfLoginShell: false,
  })
})

test('PATH begins with the shell’s folders and loses none, and no choice of an engine gets in', () => {
  const told = {
    PATH: '/opt/homebrew/bin:/usr/bin',
    SSH_AUTH_SOCK: '/agent',
    DOCKER_HOST: 'tcp://lab',
  }
  expect(whereabouts({ PATH: '/usr/bin:/mine', SSH_AUTH_SOCK: '/launchd' }, told)).toEqual({
    PATH: '/opt/homebrew/bin:/usr/bin:/mine',
    SSH_AUTH_SOCK: '/agent',
  })
  expect(whereabouts({}, {})).toEqual({})
})
