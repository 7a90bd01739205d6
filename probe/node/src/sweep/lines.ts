import type { SweepSpec, SweptEvent } from '@hostnet/core/protocol/probe';

/** How one port ended. */
export interface PortEnd {
  readonly how: 'open' | 'closed' | 'silent' | 'failed';
  /** errno name of a port that could not be tried. */
  readonly errno: string | null;
}

const LINE_PORTS = 1000;
const LINE_EVERY_MS = 250;

/** Makes lines of ports that end in any order: each is of ports in a row, and no port is in two. */
export class SweptLines {
  readonly #ends: (PortEnd | undefined)[];
  #told = 0;
  #done = 0;
  #lastAt: number;

  /** `say` gets a line at least every 1000 ports, and a shorter one when the last is `LINE_EVERY_MS` old. */
  constructor(
    readonly spec: SweepSpec,
    readonly say: (line: Omit<SweptEvent, 'at'>) => void,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#ends = new Array<PortEnd | undefined>(spec.to - spec.from + 1);
    this.#lastAt = now();
  }

  /** Hears of one port's end, once a port. */
  note(port: number, end: PortEnd): void {
    this.#ends[port - this.spec.from] = end;
    while (this.#ends[this.#done]) this.#done += 1;
    while (this.#done > this.#told) {
      const all = this.#done === this.#ends.length;
      const few = this.#done - this.#told < LINE_PORTS;
      if (!all && few && this.now() - this.#lastAt < LINE_EVERY_MS) return;
      this.#tell();
    }
  }

  #tell(): void {
    const end = Math.min(this.#told + LINE_PORTS, this.#done);
    const first = this.spec.from + this.#told;
    const ends = this.#ends.slice(this.#told, end);
    const those = (how: PortEnd['how']): number[] =>
      ends.flatMap((one, index) => (one?.how === how ? [first + index] : []));
    this.#told = end;
    this.#lastAt = this.now();
    const { id, transport, address } = this.spec;
    this.say({
      event: 'swept',
      id,
      transport,
      address,
      from: first,
      to: this.spec.from + end - 1,
      open: those('open'),
      closed: those('closed').length,
      silent: those('silent'),
      failed: those('failed').length,
      errno: ends.find((one) => one?.how === 'failed')?.errno ?? null,
      last: end === this.#ends.length,
    });
  }
}
