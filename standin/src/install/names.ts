import { StandinFailure } from '../failure.ts';

/**
 * Returns the folder and project name of an image, `<org>_<repo>`, as Desktop forms it: the tag, the digest and a
 * registry's host are left out; an image without an organisation is Docker Hub's `library`.
 * Throws StandinFailure when the reference is none.
 */
export function extensionName(image: string): string {
  const untagged = image.replace(/@sha256:[0-9a-f]+$/, '').replace(/:[\w][\w.-]*$/, '');
  const parts = untagged.split('/');
  if (
    parts.length > 1 &&
    /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?$|^[a-z0-9-]+:\d+$/.test(parts[0] ?? '')
  )
    parts.shift();
  if (parts.length === 0 || !parts.every((part) => /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/.test(part))) {
    throw new StandinFailure(`"${image}" is not an image reference; give --image as org/name[:tag].`);
  }
  return (parts.length === 1 ? ['library', ...parts] : parts).join('_');
}
