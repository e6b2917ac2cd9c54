import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { detectLevel } from './detect-level.ts'
import { CONTINUES, levelName } from './log-level.ts'

function levelOf(line: string): string {
  // Among others, as lines lie in a block: what is beside a line must not count.
  const bytes = new TextEncoder().encode(`ERROR\n${line}\nWARN`)
  const code = detectLevel(bytes, 6, bytes.length - 5)
  return code === CONTINUES ? 'continues' : levelName(code)
}

test.each([
  ['2026-11-28 02:00:00.123  INFO 1 --- [main] c.e.App : Started', 'info'],
  ['2026-11-28T02:00:00Z WARN  [http] slow request', 'warn'],
  ['2026-11-28 02:00:00,123 - root - ERROR - it failed', 'error'],
  ['INFO:root:hello', 'info'],
  ['INFO[0003] started', 'info'],
  ['[02:00:00 INF] hello', 'info'],
  ['12:00PM DBG starting', 'debug'],
  ['\u001b[32mINFO\u001b[0m hello', 'info'],
  ['\u001b[90m12:00\u001b[0m \u001b[1;31mERR\u001b[0m bad', 'error'],
  ['2026/11/28 02:00:00 [error] 29#29: *1 open() failed', 'error'],
  ['2026/11/28 02:00:00 [notice] 1#1: start', 'info'],
  ['2026-11-28T02:00:00.000Z 0 [Warning] [MY-010068] CA is self signed', 'warn'],
  ['2026-11-28 02:00:00 UTC [1] LOG:  database system is ready', 'info'],
  ['2026-11-28 02:00:00 UTC [70] FATAL:  role "x" does not exist', 'fatal'],
  ['2026-11-28 02:00:00 UTC [70] STATEMENT:  select 1', 'continues'],
  ['info: Microsoft.Hosting.Lifetime[14]', 'info'],
  ['fail: Microsoft.AspNetCore[1]', 'error'],
  ['npm ERR! code ENOENT', 'error'],
  ['error: cannot open file', 'error'],
  ['Error while reading', 'error'],
  ['warning this is old', 'warn'],
  ['panic: runtime error: index out of range', 'fatal'],
  ['2026-11-28T02:00:00.000Z\tdebug\tmain.go:7\thello', 'debug'],
  ['I1128 02:00:00.000000       1 server.go:1] Serving', 'info'],
  ['E1128 02:00:00.000000       1 server.go:1] Broken', 'error'],
  ['1:M 28 Nov 2026 02:00:00.000 * Ready to accept connections', 'info'],
  ['1:M 28 Nov 2026 02:00:00.000 # Server started', 'warn'],
  ['time="2026-11-28T02:00:00Z" level=warning msg="no route"', 'warn'],
  ['ts=1 severity="ERROR" msg=x', 'error'],
  ['level=30 msg=x', 'info'],
])('%s', (line, level) => expect(levelOf(line)).toBe(level))

test.each([
  ['{"level":"info","msg":"hi"}', 'info'],
  ['{"time":1,"msg":"say \\"level\\": 50","level":30}', 'info'],
  ['{"level":10}', 'trace'],
  ['{"level": 60 }', 'fatal'],
  ['{"version":"1.1","level":3}', 'error'],
  ['{"a":{"level":"error"},"level":"warn"}', 'warn'],
  ['{"a":{"level":"error"}}', 'none'],
  ['{"@t":"x","@l":"Error","@mt":"bad"}', 'error'],
  ['{"log.level":"ERROR"}', 'error'],
  ['{"t":{"$date":"x"},"s":"W","c":"NETWORK"}', 'warn'],
  ['{"t":{"$date":"x"},"s":"D1","c":"NETWORK"}', 'debug'],
  ['{"severity":"CRITICAL"}', 'fatal'],
  ['{"msg":"ERROR in text"}', 'none'],
  ['{"level', 'none'],
])('%s', (line, level) => expect(levelOf(line)).toBe(level))

test.each([
  ['    at com.example.App.run(App.java:7)', 'continues'],
  ['\tmain.go:12 +0x1d', 'continues'],
  ['Caused by: java.io.IOException: gone', 'continues'],
  ['goroutine 1 [running]:', 'continues'],
  ['', 'continues'],
  ['   ', 'continues'],
  ['}', 'continues'],
  ['java.lang.IllegalStateException: bad', 'error'],
  ['TypeError: x is not a function', 'error'],
  ['Traceback (most recent call last):', 'error'],
  ['  2026-11-28T02:00:00Z  INFO server: ready', 'info'],
])('a trace and what goes on: %s', (line, level) => expect(levelOf(line)).toBe(level))

test.each([
  ['GET /ERROR HTTP/1.1'],
  ['172.17.0.1 - - [28/Nov/2026:02:00:00 +0000] "GET /info HTTP/1.1" 200 5'],
  ['the information desk has no error to tell'],
  ['MY_ERROR_CODE is set'],
  ['errors were found'],
  ['Terror: a film'],
  ['0123456789'],
])('no level: %s', (line) => expect(levelOf(line)).toBe('none'))

test('whatever a line holds, it has a level or goes on, and nothing beyond it is looked at', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 60 }), (text) => {
      const line = text.replaceAll('\n', ' ')
      const alone = new TextEncoder().encode(line)
      const code = detectLevel(alone, 0, alone.length)
      expect(code).toBeGreaterThan(0)
      expect(levelOf(line)).toBe(code === CONTINUES ? 'continues' : levelName(code))
    }),
  )
})
