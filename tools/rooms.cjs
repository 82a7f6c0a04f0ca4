/** Cycles between files and rooms inside domain. The packages' own boundaries are in eslint.config.js. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-rooms',
      comment: 'base ← records, values ← templates ← scoring ← lint',
      severity: 'error',
      from: { path: '^packages/domain/src/base/' },
      to: { path: '^packages/domain/src/(?!base/)' },
    },
    {
      name: 'testkit-for-tests-only',
      severity: 'error',
      from: { path: '^packages/(?!testkit)', pathNot: '(\\.test\\.tsx?$|/(bench|fuzz)/)' },
      to: { path: '^packages/testkit/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|node_modules)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@jiheng/source', 'import', 'default'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
};
