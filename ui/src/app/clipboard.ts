/** Puts a text on the clipboard. Where the panel may not use the clipboard's own interface, the old command still works. Rejects when neither does. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyByCommand(text);
  }
}

function copyByCommand(text: string): void {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only other way there is
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('the clipboard cannot be used here');
}
