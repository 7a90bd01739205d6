import { readChannel } from './channel.ts';
import { makeExec } from './exec.ts';
import { installClient } from './install.ts';
import { takeToken } from './token.ts';
import { makeTransport } from './transport.ts';
import type { ClientConfig } from './types.ts';

/**
 * A bundler that keeps function names wraps every function in a helper of its own, which the page does not have.
 * Returns a stand-in for that helper, found by what it does to a function here, or '' when there is none.
 */
function nameHelper(): string {
  const sample = (): unknown => {
    const named = (): number => 0;
    return named;
  };
  const helper = /([\w$]+)\(\s*\(\)\s*=>/.exec(sample.toString().replace(/^[^{]*\{/, ''))?.[1];
  return helper === undefined ? '' : `const ${helper}=(f)=>f;`;
}

/**
 * Returns the script a page gets: the five functions' own source text, called with the configuration. No build step
 * and no second bundle, as long as each of them uses nothing from outside itself (script.test.ts).
 */
export function clientScript(config: ClientConfig): string {
  const call = `(${installClient.toString()})(${JSON.stringify(config)},(${makeTransport.toString()})((${takeToken.toString()})(),${readChannel.toString()}),${makeExec.toString()})`;
  return `'use strict';{${nameHelper()}${call}}\n`;
}
