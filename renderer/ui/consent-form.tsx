import type { ComponentProps } from 'react'
import { Yes } from '#lib/consent.ts'
import { Button, type ButtonProps } from './button.tsx'

interface ConsentFormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  onSubmit(yes: Yes, form: HTMLFormElement): void
}

/** A form whose button names what it does: whoever submits it has said yes to that. */
export function ConsentForm({ onSubmit, ...rest }: ConsentFormProps) {
  return (
    <form
      noValidate
      {...rest}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(new Yes(), event.currentTarget)
      }}
    />
  )
}

interface ConsentButtonProps extends Omit<ButtonProps, 'onClick'> {
  onConsent(yes: Yes): void
}

/** Another thing that the form can do, which Enter does not. */
export function ConsentButton({ onConsent, ...rest }: ConsentButtonProps) {
  return <Button {...rest} onClick={() => onConsent(new Yes())} />
}
