/** Where in the page the person is: a tab, and what is chosen in it. */
export interface Place {
  readonly tab: string;
  /** What the tab itself keeps in the address, such as `port=8080`. */
  readonly query: Readonly<Record<string, string>>;
}

/** Returns the place in an address's hash (`#/ports?port=8080`): the page is loaded from a file, so there is no other route. */
export function placeFrom(hash: string): Place {
  const [tab = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { tab, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Returns the hash of a place. */
export function hashOf(tab: string, query: Place['query'] = {}): string {
  const text = new URLSearchParams({ ...query }).toString();
  return `#/${tab}${text === '' ? '' : `?${text}`}`;
}
