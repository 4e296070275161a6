// What one account has left in this tab is none of the next one's business.

/** Lines that were not sent, and whose counter it was. What holds for the workplace, as language and columns, stays. */
export function forgetTab(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Storage may be switched off; then nothing was kept.
  }
}
