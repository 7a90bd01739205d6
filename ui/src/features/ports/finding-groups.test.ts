import type { Finding } from '@hostnet/core';
import { findingGroups } from './finding-groups.ts';

const finding = (code: string, severity: Finding['severity'] = 'warning'): Finding => ({
  code,
  severity,
  title: code,
  detail: '',
  evidence: [],
  remedy: null,
  url: '',
});

describe('findings of the ports', () => {
  it('are conflicts, heaviest first, and others; the feature’s own are left to the Overview', () => {
    const codes = ['HN0302', 'HN0303', 'HN0301', 'HN0103', 'HN0219', 'HN0506', 'HN0205'];
    const groups = findingGroups(codes.map((code) => finding(code, code === 'HN0303' ? 'error' : 'warning')));
    expect(groups.conflicts.map(({ code }) => code)).toEqual(['HN0303', 'HN0302']);
    expect(groups.others.map(({ code }) => code)).toEqual(['HN0301', 'HN0506']);
  });
});
