import type { ComponentProps } from 'react'
import { Yes } from '#lib/consent.ts'

/** How a form was submitted. */
export interface Submission {
  readonly form: HTMLFormElement
  /** The value of the button, where the form has several. */
  readonly choice: string
}

interface ConsentFormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  onSubmit(yes: Yes, submission: Submission): void
}

/** A form whose buttons name what they do: whoever submits it has said yes to that. */
export function ConsentForm({ onSubmit, ...rest }: ConsentFormProps) {
  return (
    <form
      noValidate
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        const { submitter } = event.nativeEvent
        const choice = submitter instanceof HTMLButtonElement ? submitter.value : ''
        onSubmit(new Yes(), { form: event.currentTarget, choice })
      }}
    />
  )
}
