import { ComposeError, lint, rewrite, type ComposeInput } from '@hostnet/core/compose';
import { EXIT, UsageError } from '../exit.ts';
import { readInput } from '../lint/input.ts';
import { lintJson, rewriteJson } from '../lint/json.ts';
import { lintText, rewriteText } from '../lint/text.ts';
import { hasColour } from '../terminal.ts';

/** Options of `hostnet lint`. */
export interface LintFlags {
  readonly json?: boolean;
  /** `host` or `bridge`, and a service: more than these two words are an error. */
  readonly rewrite?: readonly string[];
}

/**
 * Reads Compose files and prints what is wrong with their host networking. Returns 0 when nothing is, 1 with an error
 * or a warning, 3 without one where something could not be judged.
 * @throws UsageError for files that cannot be read as Compose files
 */
export async function runLint(
  files: readonly string[],
  flags: LintFlags,
  signal: AbortSignal,
): Promise<number> {
  const to = rewriteOf(flags.rewrite);
  const input = await readInput(files, signal);
  return explained(() => (to ? printRewrite(input, to, flags) : printLint(input, flags)));
}

function printLint(input: ComposeInput, flags: LintFlags): number {
  const result = lint(input);
  process.stdout.write(
    flags.json === true ? lintJson(result) : lintText(result, { colour: hasColour(), width: width() }),
  );
  if (result.findings.some(({ severity }) => severity !== 'info')) return EXIT.broken;
  return result.notJudged.length > 0 ? EXIT.notMeasured : EXIT.ok;
}

function printRewrite(input: ComposeInput, to: RewriteTo, flags: LintFlags): number {
  const result = rewrite(input, to.mode, to.service);
  process.stdout.write(flags.json === true ? rewriteJson(result) : rewriteText(result));
  return EXIT.ok;
}

interface RewriteTo {
  readonly mode: 'host' | 'bridge';
  readonly service: string;
}

function rewriteOf(words: readonly string[] | undefined): RewriteTo | null {
  if (words === undefined) return null;
  // One word in quotes is as good as two: "bridge web".
  const [mode, service, ...more] = words.flatMap((word) => word.trim().split(/\s+/));
  if ((mode === 'host' || mode === 'bridge') && service !== undefined && more.length === 0) {
    return { mode, service };
  }
  throw new UsageError(
    `\`--rewrite ${words.join(' ').slice(0, 100)}\` is not understood. Expected \`--rewrite host SERVICE\` or \`--rewrite bridge SERVICE\`, behind the files.`,
  );
}

function explained(run: () => number): number {
  try {
    return run();
  } catch (error) {
    if (error instanceof ComposeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function width(): number {
  return Math.min(process.stdout.isTTY ? process.stdout.columns : 100, 110);
}
