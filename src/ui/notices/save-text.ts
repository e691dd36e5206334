/** Offers a text as a file to keep. */
export function saveText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // The download has begun when the click returns; the address is needed a moment longer in some browsers.
  window.setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
