/** A case from a public report or file that hostnet once got wrong, and what it says now. */
export interface ReportedCase {
  /** Names of tests begin with it. */
  readonly id: string;
  readonly about: string;
  readonly says: string;
}

/** Ports of people's own programs and engines, then Compose files. scripts/check/reported.test.ts holds rows and tests together. */
export const REPORTED_CASES: readonly ReportedCase[] = [
  {
    id: 'P01',
    about: 'A published port whose program listens on loopback or on another port inside the container',
    says: 'HN0328: the container, and the address and port that its program listens on',
  },
  {
    id: 'P02',
    about: 'A host-mode container with `-p 1080:3333` that listens on 1080',
    says: '`port 1080`: reachable, its own. `port 3333`: the other side of its `-p`, which host mode ignores',
  },
  {
    id: 'P04',
    about: 'A host-mode server that serves one client and ends',
    says: '`ports` lists it and does not connect to it',
  },
  {
    id: 'P05',
    about: 'Two host-mode containers share one address and port with SO_REUSEPORT',
    says: 'HN0326: both have it, and connections go to one or the other',
  },
  {
    id: 'P07',
    about: 'A program of the computer listens on loopback',
    says: '`port`: reachable, with the program’s name. It is not broken for being no container’s',
  },
  {
    id: 'P08',
    about: 'A health check tries another port than the program listens on',
    says: 'HN0319: the check and its last output, the port it tries and the ports the program has',
  },
  {
    id: 'P09',
    about: 'A program hangs after listen(): the kernel still completes handshakes',
    says: 'HN0325: the port is open, and N connections wait for the program',
  },
  {
    id: 'P10',
    about: 'A UDP server on every address, `port N --udp`',
    says: 'One word for the LAN address in the whole answer',
  },
  {
    id: 'P11',
    about: 'A program of a Linux computer on loopback, and a container on a bridge',
    says: '`port`: containers on a bridge cannot reach it, and the address to listen on',
  },
  {
    id: 'P12',
    about: 'Hundreds of host-mode sockets, and a test listener that was late',
    says: 'Host networking works: the rows that answer decide',
  },
  {
    id: 'P13',
    about: 'Long lines of logs and of the engine’s errors as evidence',
    says: 'Whole words, the transport that was asked for, no protocol that was not seen',
  },
  {
    id: 'P14',
    about: 'A server without an error handler',
    says: 'Its connection ends in order (FIN after all was read), never with a reset',
  },
  { id: 'P15', about: '`wait --help`', says: 'The default in the unit of the option: 60 seconds' },
  {
    id: 'W01',
    about: '`wait` and other commands with a limit, on a port that stays silent',
    says: 'They end at the limit with exit code 1, however often memory is collected',
  },
  {
    id: 'E02',
    about: 'A host-mode container with `-p` on an engine where its port is refused',
    says: 'HN0301 offers only a command that a connection was seen to succeed with',
  },
  {
    id: 'E06',
    about: 'A paused host-mode container',
    says: 'HN0327: paused, and `docker unpause NAME`',
  },
  {
    id: 'E07',
    about: 'A container that restarts again and again',
    says: '`port`: its exit code and the command that shows its log; it is not started again',
  },
  {
    id: 'E08',
    about: '`port 80` where a container publishes 80 as 7006',
    says: 'Use port 7006 of this computer',
  },
  {
    id: 'E09',
    about: 'A port that a bridge container publishes',
    says: '`ports` and `port` name the container, not docker-proxy',
  },
  {
    id: 'E14',
    about: 'No home folder, or one that cannot be written',
    says: 'One line, the verdict and its exit code; nothing is written elsewhere',
  },
  {
    id: 'E15',
    about: 'A JUnit export of a run without an engine',
    says: 'Lanes that could not be measured are errors',
  },
  {
    id: 'L01',
    about: 'A base file with `ports`, and an overlay that turns host mode on',
    says: 'The fix is `ports: !reset []` in the overlay; the base file stays',
  },
  {
    id: 'L02',
    about: 'PORT, `--port` and the health check name the port',
    says: 'That port; no error of a wrong one',
  },
  {
    id: 'L03',
    about: 'A service that listens on `[::1]`, and a health check of localhost',
    says: 'HN0608 with `[::1]`',
  },
  {
    id: 'L04',
    about: '`network-mode`, `net: host`, a project network called host',
    says: 'HN0616: host mode is not on, and how to turn it on',
  },
  {
    id: 'L05',
    about: 'A bridge service that uses localhost for a host-mode sibling',
    says: 'HN0614: `host.docker.internal` with `host-gateway`',
  },
  { id: 'L06', about: 'A sibling’s name in an env file', says: 'HN0606 at the line of the env file' },
  { id: 'L07', about: 'Swarm ports with `mode: host`', says: 'No clash: the scheduler keeps them apart' },
  {
    id: 'L08',
    about: '`ports` beside `network_mode: service:NAME`',
    says: 'HN0615: the engine refuses it, in its own words',
  },
  {
    id: 'L09',
    about: 'COMPOSE_FILE, COMPOSE_PATH_SEPARATOR and the shell before `.env`',
    says: 'The files that Compose reads',
  },
  {
    id: 'L10',
    about: '`nc -z localhost`, `/dev/tcp/localhost` in a health check',
    says: 'HN0608',
  },
  { id: 'L11', about: '`--rewrite bridge` with a name in two variables', says: 'Both are changed' },
  { id: 'L13', about: 'A file with CRLF, tabs, blank lines', says: 'A fix keeps every other byte' },
  {
    id: 'L14',
    about: 'A mode behind a variable that is required and not set',
    says: 'Not judged, and why; never “no fault”',
  },
  {
    id: 'L16',
    about: 'A sibling’s name as PGHOST, in a DSN, in `Host=…;Port=…`',
    says: 'HN0606 with localhost and the published port',
  },
];
