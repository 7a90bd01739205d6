/** A project: its files, and what the shell says. `args` are the files that are named, none for the default. */
export interface OracleCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** One service in host mode that publishes a port. */
export const HOST = 'services:\n  app:\n    image: app\n    network_mode: host\n    ports: ["8080:80"]\n';
/** Returns one service `app` with these lines, and what stands beside it. */
export const one = (lines: string, rest = ''): Readonly<Record<string, string>> => ({
  'compose.yaml': `services:\n  app:\n    image: app\n    ${lines}\n${rest}`,
});
/** A file for others to include, whose mode a variable says. */
export const MODE =
  'services:\n  in:\n    image: in\n    network_mode: ${MODE-bridge}\n    ports: ["80:80"]\n';
