/** The way to the setting by version is core's; its package has no entry for it yet. */
export { APPLY_ONLY, clickPath, FIRST_STABLE, olderThan } from '../../../../core/src/desktop/click-path.ts';
export type { ClickPath } from '../../../../core/src/desktop/click-path.ts';
