/** Goes to a field, wherever in the form it is folded away. */
export function focusField(form: HTMLElement, field: string): void {
  const named = [...form.querySelectorAll<HTMLElement>('[data-field]')]
  const element = named.find(({ dataset }) => dataset['field'] === field)
  element?.closest('details')?.setAttribute('open', '')
  element?.querySelector<HTMLElement>('input, select, button')?.focus()
}
