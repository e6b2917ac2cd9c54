import type { BuildLine } from '#shared/contract/builds.ts'
import { createStepBoard } from './step-board.ts'

/** Test support: a board with a clock that ticks by the second, and what was told on it. */
export function createTestBoard(hide: (text: string) => string = (text) => text) {
  const lines: BuildLine[] = []
  let time = 0
  const now = () => (time += 1000)
  const board = createStepBoard({
    hide,
    now,
    onSteps: () => {},
    onLine: (line) => void lines.push(line),
  })
  return {
    board,
    now,
    lines,
    /** `base:5 RUN make = done` */
    steps: () =>
      board
        .all()
        .map(({ stage = '', line = '', name, state }) => `${stage}:${line} ${name} = ${state}`),
    textOf: (step: string | undefined) =>
      lines.filter((line) => line.step === step).map(({ text }) => text),
  }
}

/** Test support: two named stages and a last one, with what builders count and what they do not. */
export const DOCKERFILE = `# a comment
ARG VERSION=1
FROM busybox:local AS base
ARG VERSION
ENV A=b
RUN echo hello $VERSION

FROM base AS other
COPY f /f
RUN cat /f \\
  # in between
  && sleep 1

FROM busybox:local
LABEL x=y
COPY --from=other /f /g
RUN echo last
CMD ["sh"]
`
