import type { PortChain, PortLink } from '@hostnet/core/listening';
import type { Look } from '../../../shared/controls/looks.ts';
import { transportName } from '../../../shared/controls/names.ts';

/** One link as it is drawn. */
export interface LinkView {
  readonly id: PortLink['id'];
  readonly title: string;
  readonly look: Look;
  readonly sentence: string;
  readonly evidence: readonly string[];
  /** The one that is lit: the first that is broken. */
  readonly lit: boolean;
  /** Behind the broken one: it is not relevant before that is fixed. */
  readonly faded: boolean;
}

/** A chain as it is drawn, and what it ends in. */
export interface ChainView {
  readonly title: string;
  readonly links: readonly LinkView[];
  readonly end: Look;
  readonly sentence: string;
  readonly command: string | null;
}

const LOOKS: Readonly<Record<PortLink['status'], Look>> = {
  ok: { mark: '✓', word: 'OK', tone: 'ok' },
  broken: { mark: '✕', word: 'failed', tone: 'bad' },
  unknown: { mark: '?', word: 'not known', tone: 'none' },
  'not-applicable': { mark: '–', word: 'not relevant', tone: 'none' },
};

const ENDS: Readonly<Record<PortChain['verdict'], Look>> = {
  reachable: { mark: '✓', word: 'Reachable', tone: 'ok' },
  broken: { mark: '✕', word: 'Not reachable', tone: 'bad' },
  unknown: { mark: '?', word: 'Not known', tone: 'none' },
};

/** Returns a chain as it is drawn. Links after the first broken one are faded, whatever they say. */
export function chainView(chain: PortChain): ChainView {
  const at = chain.links.findIndex((link) => link.id === chain.broken);
  return {
    title: `Port ${chain.port}, ${transportName(chain.transport)}`,
    links: chain.links.map(({ id, title, status, sentence, evidence }, index) => ({
      id,
      title,
      sentence,
      evidence,
      look: LOOKS[status],
      lit: index === at,
      faded: (at >= 0 && index > at) || status === 'not-applicable',
    })),
    end: ENDS[chain.verdict],
    sentence: chain.sentence,
    command: chain.command,
  };
}
