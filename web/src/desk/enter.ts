// Enter goes to the next field, as those expect who type all day; Ctrl+Enter submits.

const FIELDS = "input:not([type=hidden]):not([disabled]):not([readonly]), select:not([disabled]), textarea:not([disabled]), button.next:not([disabled])";

/**
 * For `@keydown.enter` of what holds the fields. A list that is open takes Enter for itself, a button is pressed by it, and a text of
 * several lines gets a line. After the last field comes the button of class "next", if there is one.
 */
export function toNextField(event: KeyboardEvent): void {
  const from = event.target;
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
  if (!(from instanceof HTMLInputElement || from instanceof HTMLSelectElement)) return;
  const fields = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(FIELDS)].filter((one) => one.getClientRects().length > 0);
  const next = fields[fields.indexOf(from) + 1];
  event.preventDefault();
  if (next === undefined) return;
  next.focus();
  if (next instanceof HTMLInputElement && next.type !== "checkbox" && next.type !== "radio") next.select();
}
