/** Returns a path as one shell word, whatever it holds. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns the command line Docker Desktop hands to a shell when it does not stream: program, command and arguments
 * joined with single spaces, nothing quoted (extension SDK issues 212 and 303).
 */
export function joinForShell(program: readonly string[], args: readonly string[]): string {
  return [...program.map(shellWord), ...args].join(' ');
}

/** Returns arguments as Rancher Desktop passes them on: one pair of matching outer quotes taken off each. */
export function stripQuotes(args: readonly string[]): string[] {
  return args.map((arg) => arg.replace(/^(["'])(.*)\1$/s, '$2'));
}
