/** Offers a text as a file to save, as a click on a link to a download does. Makes no request: the file is the page's own. */
export function saveAs(file: {
  readonly text: string;
  readonly fileName: string;
  readonly mediaType: string;
}): void {
  const url = URL.createObjectURL(new Blob([file.text], { type: file.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // A browser that still reads it keeps what it reads.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
