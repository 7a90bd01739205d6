import { withOutcome, laneFixture } from '@hostnet/core/testing';
import { familiesOf, familyNames } from './families.ts';

const four = laneFixture({ address: '127.0.0.1' });
const six = laneFixture({ address: '::1', listen: '::' });

it('tells each family by itself, in one order', () => {
  const looks = familiesOf([withOutcome(six, 'refused'), four]).map(({ name, mark, tone }) => [
    name,
    mark,
    tone,
  ]);
  expect(looks).toEqual([
    ['IPv4', '✓', 'ok'],
    ['IPv6', '✕', 'bad'],
  ]);
});

it('does not call a family dead of which some lanes answer', () => {
  const [look] = familiesOf([four, withOutcome({ ...four, listen: '::' }, 'refused')]);
  expect(look).toMatchObject({ mark: '!', tone: 'warn', word: 'refused (1 of 2), the others reachable' });
});

it('leaves out what was not dialled', () => {
  expect(familiesOf([{ ...four, family: null, outcome: 'not-measured' }])).toEqual([]);
  expect(familiesOf([withOutcome(four, 'not-measured')])).toEqual([]);
});

it.each([
  ['127.0.0.1', 'IPv4'],
  ['::1', 'IPv6'],
  ['::ffff:127.0.0.1', 'IPv4-mapped'],
])('knows the family of %s without dialling it', (address, name) =>
  expect(familyNames(address, [])).toBe(name),
);

it('knows of a name what it was dialled as, and nothing before', () => {
  expect(familyNames('localhost', [four, six])).toBe('IPv4 + IPv6');
  expect(familyNames('localhost', [])).toBe('');
});
