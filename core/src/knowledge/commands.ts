/** Returns a word as a shell takes it whole: names of containers need no quotes, anything else gets them. */
export function quote(word: string): string {
  return /^[\w./:@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/**
 * Returns a command that opens a TCP connection to the port at `localhost` or at `address`, by what the system has. It says
 * nothing to the program: which protocol it speaks cannot be known from a port number.
 */
export function tryCommand(port: number, address: string, platform: string): string {
  if (platform === 'win32') return `Test-NetConnection ${address} -Port ${port}`;
  return `nc -vz ${address} ${port}`;
}
