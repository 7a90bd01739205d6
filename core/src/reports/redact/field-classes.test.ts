import * as z from 'zod';
import { Report } from '../../model/report.ts';
import { leavesOf } from './paths.ts';
import { FIELDS } from './field-classes.ts';

const leaves = leavesOf(Report);

describe('the table of field classes', () => {
  it('has a class for every field of the report', () => {
    expect([...leaves.keys()].filter((path) => FIELDS[path] === undefined)).toEqual([]);
  });

  it('has no class for a field that is not there', () => {
    expect(Object.keys(FIELDS).filter((path) => !leaves.has(path))).toEqual([]);
  });

  it('keeps no free text as it is', () => {
    const free = [...leaves].filter(([, kinds]) => kinds.has('string') || kinds.has('template_literal'));
    expect(free.length).toBeGreaterThan(60);
    // A code, and a port, fit a pattern that has no room for anything else.
    expect(free.filter(([path]) => FIELDS[path] === 'keep').map(([path]) => path)).toEqual([
      'findings[].code',
      'findings[].ports[]',
    ]);
  });

  it('would miss a field that is new', () => {
    const grown = Report.extend({ more: z.object({ owner: z.string() }).nullable().default(null) });
    expect([...leavesOf(grown).keys()].filter((path) => FIELDS[path] === undefined)).toEqual([
      'more',
      'more.owner',
    ]);
  });
});
