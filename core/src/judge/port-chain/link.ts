import type { PortLink } from '../../model/ports-report.ts';

/** A link with what the chain says when this is the one that is broken. */
export interface Link extends PortLink {
  /** The sentence the chain ends in, remedy and all. */
  readonly ending?: string;
  readonly command?: string | null;
}

/** Why nothing listens on a port, and what to do. */
export interface Cause {
  readonly sentence: string;
  readonly ending: string;
  readonly command: string | null;
  readonly evidence: readonly string[];
}

/** Returns a link of one kind, for each of the four states. */
export function maker(id: PortLink['id'], title: string) {
  const make =
    (status: PortLink['status']) =>
    (sentence: string, evidence: readonly string[] = []): Link => ({
      id,
      title,
      status,
      sentence,
      evidence: [...evidence],
    });
  return {
    ok: make('ok'),
    unknown: make('unknown'),
    notApplicable: make('not-applicable'),
    broken(
      sentence: string,
      more: { ending?: string; command?: string | null; evidence?: readonly string[] } = {},
    ): Link {
      const { ending = sentence, command = null, evidence = [] } = more;
      return { id, title, sentence, ending, command, status: 'broken', evidence: [...evidence] };
    },
  };
}
