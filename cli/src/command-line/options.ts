import { InvalidArgumentError, Option, type Command } from 'commander';
import type { EarlyQuestions } from '../adapters/choose-engine.ts';
import { earlyApi } from '../adapters/early-api.ts';
import { resolveEndpoint } from '../adapters/endpoint.ts';
import { ENGINE_CHOICES, type EngineChoice } from '../engine-choice.ts';

/** Bounds of `--timeout`, in seconds. */
const TIMEOUT_S = { least: 1, most: 600 };

/** What every command gets: how it may be stopped, and where its exit code goes. */
export interface Running {
  readonly stop: AbortSignal;
  readonly done: (code: number) => void;
}

/** Adds the options of a command that starts a probe: engine, time limit, image. */
export function addProbeOptions(command: Command, what: string): Command {
  return command
    .addOption(new Option('--engine <engine>', what).choices([...ENGINE_CHOICES]).default('auto'))
    .option('--timeout <seconds>', 'give up after this long', seconds)
    .option('--image <image>', 'image that contains the probe')
    .option('--no-owners', 'start no container that may see which process has which socket');
}

/** Asks the engine already while the command's own code loads. null where nobody is asked early. */
export function askEarly(engine: EngineChoice, stop: AbortSignal): EarlyQuestions | null {
  if (engine === 'embedded') return null;
  const endpoint = resolveEndpoint();
  return { endpoint, api: earlyApi(endpoint, stop) };
}

/** Returns the option's seconds in ms. Throws InvalidArgumentError. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < TIMEOUT_S.least || value > TIMEOUT_S.most) {
    throw new InvalidArgumentError(`Expected seconds from ${TIMEOUT_S.least} to ${TIMEOUT_S.most}.`);
  }
  return Math.round(value * 1000);
}
