/**
 * Returns the command that lets a port, such as `80/tcp`, through the firewall of this name, as this computer's own tools tell it;
 * where only its rules can be shown, the command that shows them; null for one that is not known here (ufw(8), firewall-cmd(1), nft(8)).
 */
export function allowPort(firewall: string, port: string): string | null {
  if (/^ufw$/i.test(firewall)) return `sudo ufw allow ${port}`;
  if (/^firewalld$/i.test(firewall)) return `sudo firewall-cmd --add-port=${port}`;
  return /^nft/i.test(firewall) ? 'sudo nft list ruleset' : null;
}
