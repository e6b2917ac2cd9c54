import { expect, test } from 'vitest'
import { deletionQuestion } from './delete-tag.ts'

const place = { host: 'lab:5000', repository: 'team/app', tag: '1' }

test('what would go along with a tag is listed before it goes', () => {
  const question = deletionQuestion(place, { digest: 'x', others: ['latest'], isSure: true })
  expect(question).toMatchObject({ tier: 2, question: 'Delete tag "team/app:1" in the registry?' })
  expect(question.objects).toEqual([
    { name: 'lab:5000/team/app:1' },
    { name: 'lab:5000/team/app:latest', detail: 'the same image' },
  ])
  expect(question.consequence).toContain('1 other tag of the same image goes with it')
})

test('where not all tags were looked at, others may go as well, and it says so', () => {
  const question = deletionQuestion(place, { digest: 'x', others: [], isSure: false })
  expect(question.consequence).toBe(
    'Nobody can pull it any more. It has more tags than were looked at: others may go as well.',
  )
})
