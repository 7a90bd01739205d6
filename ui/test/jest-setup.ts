import '@testing-library/jest-dom';
import { cleanup, configure } from '@testing-library/react';

// A page flow takes a second here and many on a busy machine.
jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 15_000 });

/** Clocks and transitions go on between a test's steps on purpose; React's reminder to wrap them says nothing here. */
const report = console.error;
console.error = (...words: unknown[]) => {
  if (!String(words[0]).includes('not wrapped in act')) report(...words);
};

afterEach(() => {
  cleanup();
  window.localStorage.clear();
  window.location.hash = '';
});
