import type { DiagnoseEvent, Report } from '@hostnet/core';
import { fold, fromReport, NOTHING_MEASURED } from '../measured/measured.ts';
import type { Measured } from '../measured/measured.ts';
import type { Problem } from './problems.ts';

/** What the page is doing. `remembered` is a report of an earlier visit. */
export type Status = 'idle' | 'remembered' | 'running' | 'stopping' | 'done' | 'failed';

/** All the page knows. */
export interface PageState {
  readonly status: Status;
  /** What is being waited for, in words; empty when nothing is. */
  readonly phase: string;
  /** Wall clock of the run's start in ms, null before the first. */
  readonly startedAtMs: number | null;
  readonly measured: Measured;
  /** Why the last run ended without a report. */
  readonly problem: Problem | null;
  /** What was known before the run under way: cancelling brings it back. */
  readonly before: Measured;
  /** One sentence on what just happened, such as a cancelled run. */
  readonly notice: string;
}

/** Returns the state of a fresh page; `last` is the report of an earlier visit. */
export function initialState(last: Report | null): PageState {
  const measured = last ? fromReport(last) : NOTHING_MEASURED;
  return {
    status: last ? 'remembered' : 'idle',
    phase: '',
    startedAtMs: null,
    measured,
    problem: null,
    before: measured,
    notice: '',
  };
}

export type Step =
  | { readonly type: 'start'; readonly atMs: number }
  | { readonly type: 'event'; readonly event: DiagnoseEvent }
  | { readonly type: 'stopping' }
  | { readonly type: 'cancelled' }
  | { readonly type: 'failed'; readonly problem: Problem }
  | { readonly type: 'remember'; readonly report: Report };

/** Returns the state after a step. Pure. */
export function reduce(state: PageState, step: Step): PageState {
  switch (step.type) {
    case 'start':
      return {
        ...state,
        status: 'running',
        phase: 'Starting',
        startedAtMs: step.atMs,
        measured: NOTHING_MEASURED,
        before: state.measured.report ? state.measured : state.before,
        problem: null,
        notice: '',
      };
    case 'event':
      return onEvent(state, step.event);
    case 'stopping':
      return state.status === 'running' ? { ...state, status: 'stopping', phase: 'Cancelling' } : state;
    case 'cancelled':
      return {
        ...state,
        status: state.before.report ? 'remembered' : 'idle',
        phase: '',
        measured: state.before,
        notice: 'The run was cancelled. Nothing of it is still running.',
      };
    case 'failed':
      return { ...state, status: 'failed', phase: '', problem: step.problem };
    case 'remember':
      return state.status === 'idle' ? initialState(step.report) : state;
  }
}

/** Events of a run that is being cancelled are not shown any more. */
function onEvent(state: PageState, event: DiagnoseEvent): PageState {
  if (state.status !== 'running') return state;
  const measured = fold(state.measured, event);
  if (event.type === 'phase') return { ...state, phase: event.text };
  if (event.type === 'report') return { ...state, status: 'done', phase: '', measured };
  return { ...state, measured };
}
