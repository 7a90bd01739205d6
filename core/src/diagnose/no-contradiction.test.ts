import fc from 'fast-check';
import { CAUSES } from '../judge/port-chain/port-findings.ts';
import { explainPort } from '../judge/port-chain/chain.ts';
import { isForwarder } from '../knowledge/forwarders.ts';
import { systemService } from '../knowledge/system-services.ts';
import type { Finding } from '../model/finding.ts';
import type { PortsReport } from '../model/ports-report.ts';
import { dead, promised } from '../testing/evidence-fixtures.ts';
import { diagnosisOf, GENERATED_PORTS, generatedLooks, portsReportOf } from '../testing/generated-looks.ts';

/** What the parts of a report say against each other of one port. */
function denials(report: PortsReport, at: number, over: 'tcp' | 'udp'): string[] {
  const chain = explainPort(report, at, over);
  const name = `${at}/${over}`;
  const findings = report.findings.filter(({ ports }) => ports?.includes(name));
  const rows = report.listeners?.filter((row) => row.port === at && row.transport === over) ?? [];
  const holders = report.ports.hostListeners.known
    ? report.ports.hostListeners.value.filter((one) => one.port === at && one.transport === over)
    : [];
  const said: string[] = [];
  const deny = (so: boolean, words: string) => {
    if (so) said.push(`${name}: ${words}`);
  };
  const reachable = chain.verdict === 'reachable';
  deny(
    reachable && findings.some(({ severity }) => severity === 'error'),
    'reachable, with an error finding',
  );
  deny(reachable && chain.broken !== null, 'reachable, with a broken link');
  deny(
    reachable && rows.some((row) => /Something else|is paused/.test(row.whyNot ?? '')),
    'reachable, while its row says that another program answers',
  );
  const owner = chain.links.find(({ id }) => id === 'owner');
  const forwarder = owner?.sentence.includes('own forwarder') === true;
  deny(
    forwarder && findings.some(({ code }) => [...CAUSES.owner].some((one) => one === code)),
    'held by the forwarder, and by a stranger',
  );
  const strange = report.ports.reach.find(
    (one) => one.port === at && one.transport === over && one.reason?.includes(' holds it'),
  );
  deny(
    holders.some(
      (one) =>
        one.process !== null &&
        isForwarder(one.process) &&
        systemService(one) === null &&
        strange?.reason?.startsWith(one.process) === true,
    ),
    'a stranger by the reach, a forwarder by its name',
  );
  if (chain.broken === 'owner' || chain.broken === 'container') {
    const found = findings.find((one) => chain.sentence.startsWith(one.title));
    deny(
      found !== undefined && (found.remedy?.command ?? null) !== chain.command,
      'two commands for one cause',
    );
    const causes: readonly string[] = [...CAUSES.owner, ...CAUSES.forgotten];
    deny(
      chain.broken === 'owner' && !found && findings.some(({ code }) => causes.includes(code)),
      'a cause of its own beside the one of a check',
    );
  }
  const guard = report.restartGuard.filter(({ ports }) => over === 'tcp' && ports.includes(at));
  const forgotten = findings.filter(({ code }) => code === 'HN0219');
  deny(guard.length !== forgotten.length, 'forgotten in one list and not in the other');
  deny(
    guard.some(({ command }) => !forgotten.some(({ remedy }) => remedy?.command === command)),
    'two commands for what was forgotten',
  );
  return said;
}

it('of 2,000 looks no finding, row or chain of a port denies another', () => {
  fc.assert(
    fc.property(generatedLooks, (look) => {
      const report = portsReportOf(look);
      const said = GENERATED_PORTS.flatMap((at) => [
        ...denials(report, at, 'tcp'),
        ...denials(report, at, 'udp'),
      ]);
      expect(said).toEqual([]);
      const proven = report.ports.reach.some(({ arrived, transport: over, port: at }) =>
        report.listeners?.some(
          (row) =>
            arrived === true && over === 'tcp' && row.transport === 'tcp' && row.port === at && row.container,
        ),
      );
      const late = look.control?.outcome === 'refused' || look.control?.outcome === 'timed-out';
      expect(proven && late ? report.hostNetworking.state : 'works').not.toBe('does-not-work');
    }),
    { numRuns: 2000 },
  );
}, 120_000);

/** What is said of ports and containers, without the order of things and without what the lanes alone show. */
const ofPorts = (findings: readonly Finding[]) =>
  findings
    .filter(({ code }) => /^HN0[35]/.test(code))
    .map(({ code, title, remedy, ports }) => JSON.stringify([code, title, remedy, ports]))
    .sort();

const containerOf = ({ title }: Finding) => title.split(' ')[0];

it('of 2,000 looks a diagnosis says of the ports what a look at them says', () => {
  fc.assert(
    fc.property(generatedLooks, fc.boolean(), (look, works) => {
      const found = diagnosisOf(look, works ? promised() : promised(dead)).findings;
      const diagnosed = ofPorts(found);
      // Its lanes can show a forwarder that forgot a listener where the look had no control: the cause, instead of HN0318.
      const forgotten = found.filter(({ code }) => code === 'HN0219').map(containerOf);
      const said = ofPorts(
        portsReportOf(look).findings.filter(
          (one) => one.code !== 'HN0318' || !forgotten.includes(containerOf(one)),
        ),
      );
      // Where host networking itself is dead, that is the cause of what it explains, and is not said of each port again.
      if (works) expect(diagnosed).toEqual(said);
      else expect(said).toEqual(expect.arrayContaining(diagnosed));
    }),
    { numRuns: 2000 },
  );
}, 120_000);
