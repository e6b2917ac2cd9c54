import type { Transport } from './transport.ts'
import type { UseMeter } from './use-meter.ts'

/** The part of a transport that asks. */
type Asking = Pick<Transport, 'open' | 'hijack'>

/** A transport whose exchanges count as uses, from the question until the answer is closed. */
export function meterTransport<Own extends Asking>(transport: Own, uses: UseMeter): Own {
  async function metered<Answer>(
    ask: () => Promise<Answer>,
    closing: (answer: Answer) => { once(event: 'close', listener: () => void): unknown },
  ): Promise<Answer> {
    const end = uses.begin()
    try {
      const answer = await ask()
      closing(answer).once('close', end)
      return answer
    } catch (cause) {
      end()
      throw cause
    }
  }

  return {
    ...transport,
    open: (order, limits) =>
      metered(
        () => transport.open(order, limits),
        ({ response }) => response,
      ),
    hijack: (order, limits) =>
      metered(
        () => transport.hijack(order, limits),
        (stream) => stream,
      ),
  }
}
