import { describe, expect, test } from 'vitest'
import { isSecret } from './secret-values.ts'

describe('names that tell of a secret', () => {
  test.each([
    'DB_PASSWORD',
    'PGPASSWORD',
    'MYSQL_ROOT_PASSWORD',
    'API_KEY',
    'apiKey',
    'AWS_SECRET_ACCESS_KEY',
    'GITHUB_TOKEN',
    'AUTH',
    'JWT',
    'SENTRY_DSN',
    'SESSION_COOKIE',
    'ssh_private_key',
    'clientSecret',
  ])('%s', (name) => {
    expect(isSecret(name, 'anything')).toBe(true)
  })
})

describe('values that are secrets under any name', () => {
  test.each([
    'postgres://shop:hunter2@db:5432/shop',
    'redis://:hunter2@cache:6379',
    'ghp_0123456789abcdef0123456789abcdef0123',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    '-----BEGIN RSA PRIVATE KEY-----',
    'Server=db;User Id=shop;Password=hunter2;',
  ])('%s', (value) => {
    expect(isSecret('SETTING', value)).toBe(true)
  })
})

describe('what is no secret', () => {
  test.each([
    ['PATH', '/usr/local/bin:/usr/bin'],
    ['HOME', '/root'],
    ['KEYBOARD', 'us'],
    ['AUTHOR', 'somebody'],
    ['TOKENIZER', 'bpe'],
    ['POSTGRES_PASSWORD_FILE', '/run/secrets/db'],
    ['DATABASE_URL', 'postgres://db:5432/shop'],
    ['DB_PASSWORD', ''],
  ])('%s=%s', (name, value) => {
    expect(isSecret(name, value)).toBe(false)
  })
})
