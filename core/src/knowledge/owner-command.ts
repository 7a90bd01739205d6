/** Returns the command that names a port's owner on this system (`os.platform()`). */
export function ownerCommand(platform: string, transport: 'tcp' | 'udp', port: number): string {
  if (platform === 'win32') return `netstat -ano -p ${transport} | findstr :${port}`;
  if (platform === 'darwin') return `sudo lsof -nP -i${transport.toUpperCase()}:${port}`;
  return `sudo ss -Hlnp${transport === 'tcp' ? 't' : 'u'} sport = :${port}`;
}
