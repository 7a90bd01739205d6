/**
 * @typedef {import('eslint').Rule.RuleListener} RuleListener
 * @typedef {Parameters<NonNullable<RuleListener['ImportExpression']>>[0]['source']} Node what is imported, as an expression
 */

/**
 * Returns a listener that hears of every import, export from and `import()` of another file of ours, types among them.
 * @param {(node: Node, specifier: string) => void} hear gets specifiers that begin with a dot
 * @returns {RuleListener}
 */
export function onImport(hear) {
  /** @param {Node | null | undefined} source */
  const seen = (source) => {
    if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
    if (source.value.startsWith('.')) hear(source, source.value);
  };
  return {
    ImportDeclaration: ({ source }) => seen(source),
    ExportNamedDeclaration: ({ source }) => seen(source),
    ExportAllDeclaration: ({ source }) => seen(source),
    ImportExpression: ({ source }) => seen(source),
  };
}
