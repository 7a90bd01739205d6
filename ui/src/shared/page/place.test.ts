import { keepPlace, restorePlace } from './kept-place.ts';
import { hashOf, placeFrom } from './place.ts';

it.each([
  ['', { tab: '', query: {} }],
  ['#/setup', { tab: 'setup', query: {} }],
  ['#/ports?port=8080&q=a%20b', { tab: 'ports', query: { port: '8080', q: 'a b' } }],
])('reads %j', (hash, place) => expect(placeFrom(hash)).toEqual(place));

it('writes what it reads', () => {
  const { tab, query } = placeFrom('#/ports?port=8080&q=a+b');
  expect(placeFrom(hashOf(tab, query))).toEqual({ tab, query });
  expect(hashOf('setup')).toBe('#/setup');
});

describe('the next visit', () => {
  const visit = (hash: string) => {
    const replaceState = jest.fn();
    restorePlace({ location: { hash }, history: { replaceState }, storage: localStorage });
    return replaceState;
  };

  it('starts where the last one was', () => {
    keepPlace({ location: { hash: '#/setup' }, storage: localStorage });
    expect(visit('')).toHaveBeenCalledWith(null, '', '#/setup');
  });

  it('goes where its own address says', () => {
    keepPlace({ location: { hash: '#/setup' }, storage: localStorage });
    expect(visit('#/overview')).not.toHaveBeenCalled();
    expect(visit('')).toHaveBeenCalledWith(null, '', '#/overview');
  });

  it('starts at the first tab when nothing, or nonsense, was kept', () => {
    expect(visit('')).not.toHaveBeenCalled();
    localStorage.setItem('hostnet.place', 'javascript:alert(1)');
    expect(visit('')).not.toHaveBeenCalled();
  });
});
