import { portsReport, reachCell, portRow } from '@hostnet/core/testing';
import { afterRestart, portsText } from './after-restart.ts';

describe('after a restart', () => {
  const forgotten = {
    container: { id: 'a'.repeat(64), name: 'web' },
    ports: [80],
    command: 'docker restart web',
  };
  it('only what was measured to answer has succeeded', () => {
    expect(afterRestart(forgotten, portsReport([portRow()])).state).toBe('answers');
    expect(afterRestart(forgotten, portsReport([])).state).toBe('waiting');
    expect(afterRestart(forgotten, portsReport(null)).state).toBe('unknown');
    expect(afterRestart(forgotten, portsReport([portRow()], { restartGuard: [forgotten] })).state).toBe(
      'forgotten',
    );
    const silent = reachCell({ outcome: 'not-measured', reason: 'no helper' });
    const unseen = portRow({ reach: { v4: silent, v6: silent, lan: silent } });
    expect(afterRestart(forgotten, portsReport([unseen])).state).toBe('unknown');
    expect(afterRestart({ ...forgotten, ports: [80, 81] }, portsReport([portRow()])).state).toBe('waiting');
    const other = portRow({ container: { id: 'b', name: 'other' } });
    expect(afterRestart(forgotten, portsReport([other])).state).toBe('waiting');
  });

  it('names its ports, of many the first', () => {
    expect(portsText([1, 2])).toBe('ports 1 and 2');
    expect(portsText([1, 2, 3, 4, 5])).toBe('ports 1, 2, 3 and 2 more');
  });
});
