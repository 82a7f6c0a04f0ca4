/** Cycles between files, and which folder of a package may import which. The packages' own boundaries are in eslint.config.js. */

/** Folders that are not named here may import all of their package. */
const MAY_IMPORT = {
  domain: {
    base: [],
    people: [],
    audit: ['base'],
    values: ['base', 'records'],
    records: ['base', 'values'],
    templates: ['base', 'values', 'records'],
    paper: ['base', 'values', 'records', 'templates'],
    scoring: ['base', 'values', 'records', 'templates'],
    lint: ['base', 'values', 'records', 'templates', 'scoring'],
    drafting: ['base', 'values', 'records', 'templates', 'paper'],
    workflow: ['base', 'values', 'records', 'templates', 'lint', 'people'],
  },
  server: {
    plugins: [],
    presenters: ['jobs'],
    services: ['plugins', 'presenters', 'jobs'],
    routes: ['plugins', 'services'],
  },
};
const TESTS = '(\\.test\\.tsx?$|/(bench|fuzz|testing)/)';

const rooms = Object.entries(MAY_IMPORT).flatMap(([name, folders]) =>
  Object.entries(folders).map(([folder, others]) => ({
    name: `${name}-${folder}`,
    comment: `packages/${name}/src/${folder} may import: ${others.join(', ') || 'no other folder'}.`,
    severity: 'error',
    from: { path: `^packages/${name}/src/${folder}/`, pathNot: TESTS },
    to: { path: `^packages/${name}/src/(?!(${[folder, ...others].join('|')})/)[a-z-]+/` },
  })),
);

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    ...rooms,
    {
      name: 'for-tests-only',
      severity: 'error',
      from: { path: '^packages/(?!testkit)', pathNot: TESTS },
      to: { path: '^packages/(testkit/|[a-z]+/src/testing/)' },
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
