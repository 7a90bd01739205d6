/**
 * Takes the token out of the page's address and returns it; '' when there is none. It comes as `#token=…`, which no
 * browser sends anywhere, and waits for a reload in the tab's own session storage, which no other port can read.
 * What follows it in the fragment is the extension's own. Runs in the page and must use nothing from outside itself.
 */
export function takeToken(): string {
  const key = 'standin.token';
  const { hash, pathname, search } = window.location;
  const [, given, rest = ''] = /^#token=([\w-]+)(.*)$/.exec(hash) ?? [];
  if (given === undefined) return window.sessionStorage.getItem(key) ?? '';
  window.history.replaceState(window.history.state, '', pathname + search + rest);
  window.sessionStorage.setItem(key, given);
  return given;
}
