import type { EngineFacts, HostFacts, Known } from '@hostnet/core';
import type { HostApp, Product } from '../../shared/page/product.ts';
import { productOf } from '../../shared/page/product.ts';

/** What is known of this installation now, without measuring. Hints are null where nothing says: never off. */
export interface KnownNow {
  readonly product: Product;
  readonly engine: EngineFacts;
  /** Version of Docker Desktop, null when it is not said. */
  readonly version: string | null;
  readonly windowsContainers: boolean;
  readonly setting: Hint;
  readonly settingLocked: Hint;
  readonly isolation: Hint;
  readonly isolationLocked: Hint;
}

/** A setting as files and the backend tell it. */
export interface Hint {
  readonly value: boolean | null;
  /** Where it was read, or why it could not be. */
  readonly from: string;
}

/** Returns what is known from facts; `host` is null where the helper gave none. */
export function knownNow(engine: EngineFacts, host: HostFacts | null, app: HostApp): KnownNow {
  const settings = host?.desktop ?? null;
  return {
    product: productOf(engine, app),
    engine,
    version: engine.reachable ? (engine.desktop?.version ?? null) : null,
    windowsContainers: engine.reachable && engine.os === 'windows',
    setting: hintOf(settings?.hostNetworkingEnabled),
    settingLocked: hintOf(settings?.hostNetworkingLocked),
    isolation: hintOf(settings?.enhancedContainerIsolation),
    isolationLocked: hintOf(settings?.enhancedContainerIsolationLocked),
  };
}

function hintOf(fact: Known<boolean> | undefined): Hint {
  if (!fact) return { value: null, from: 'settings were not read' };
  return fact.known ? { value: fact.value, from: fact.source } : { value: null, from: fact.reason };
}
