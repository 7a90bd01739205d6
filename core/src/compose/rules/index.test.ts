import { CATALOGUE } from '../../checks/catalogue.ts';
import { RULES } from './index.ts';

describe('RULES', () => {
  it('holds every code of Compose files once, in order', () => {
    const codes = CATALOGUE.map((entry) => entry.code).filter((code) => code.startsWith('HN06'));
    expect(RULES.map((rule) => rule.code)).toEqual(codes);
  });
});
