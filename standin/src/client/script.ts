import { makeExec } from './exec.ts';
import { installClient } from './install.ts';
import { makeTransport } from './transport.ts';
import type { ClientConfig } from './types.ts';

/**
 * Returns the script a page gets: the three functions' own source text, called with the configuration. No build step
 * and no second bundle, as long as each of them uses nothing from outside itself (script.test.ts).
 */
export function clientScript(config: ClientConfig): string {
  // In a script of its own a "<" cannot end anything; U+2028 and U+2029 are valid in strings since ES2019.
  return `'use strict';(${installClient.toString()})(${JSON.stringify(config)},(${makeTransport.toString()})(),${makeExec.toString()});\n`;
}
