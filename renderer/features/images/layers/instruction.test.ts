import { expect, test } from 'vitest'
import { instructionOf } from './instruction.ts'

test.each([
  ['/bin/sh -c #(nop)  CMD ["sh"]', 'CMD ["sh"]'],
  ['/bin/sh -c #(nop) ADD file:3a in / ', 'ADD file:3a in /'],
  ['/bin/sh -c apk add   nodejs', 'RUN apk add nodejs'],
  ['RUN /bin/sh -c apk add nodejs # buildkit', 'RUN apk add nodejs'],
  ['RUN |1 A=b /bin/sh -c echo $A # buildkit', 'RUN echo $A'],
  ['|2 A=1 B= /bin/sh -c make', 'RUN make'],
  ['/bin/bash -o pipefail -c x', '/bin/bash -o pipefail -c x'],
  ['COPY . /app # buildkit', 'COPY . /app'],
  ['bazel build ...', 'bazel build ...'],
  ['ENV DB_PASSWORD=hunter2secret COLOUR=teal', 'ENV DB_PASSWORD=•••••••• COLOUR=teal'],
  ['', 'Not told'],
])('%j is %j', (createdBy, instruction) => {
  expect(instructionOf(createdBy)).toBe(instruction)
})
