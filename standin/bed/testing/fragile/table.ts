import type { Suffered } from './running.ts';

/** What each server suffered of each command. */
export class Table {
  readonly #cells = new Map<string, Map<string, string>>();

  constructor(readonly commands: readonly string[]) {}

  /** `served`: it has ended as it does after its one client. */
  note(server: string, command: string, suffered: Suffered, served: boolean): void {
    const row = this.#cells.get(server) ?? new Map<string, string>();
    this.#cells.set(server, row.set(command, wordsOf(suffered, served)));
  }

  /** Returns it as a table of Markdown, one line a server. */
  markdown(): string {
    const head = ['server', ...this.commands.map((name) => `\`${name}\``)];
    const rows = [...this.#cells].map(([name, cells]) => [
      name,
      ...this.commands.map((command) => cells.get(command) ?? 'not run'),
    ]);
    const widths = head.map((word, at) => Math.max(word.length, ...rows.map((row) => row[at]?.length ?? 0)));
    const line = (cells: readonly string[]) =>
      `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
    const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
    return [line(head), rule, ...rows.map(line)].join('\n');
  }

  /** Returns it with a line that counts. */
  text(): string {
    const cells = [...this.#cells.values()].flatMap((row) => [...row.values()]);
    const hurt = cells.filter((cell) => cell !== 'nothing').length;
    return `${this.markdown()}\n${this.#cells.size} servers, ${cells.length} looks, ${hurt} that cost something\n`;
  }
}

function wordsOf({ errors, alive, earlierEnded }: Suffered, served: boolean): string {
  const harm = [
    ...(errors.length > 0 ? [`${errors.length} errors`] : []),
    ...(earlierEnded ? ['its client was cut off'] : []),
    ...(alive || served ? [] : ['its end']),
  ];
  return harm.length === 0 ? 'nothing' : harm.join(', ');
}
