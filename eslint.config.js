import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** What each package may import; anything else is refused. design.md "Rooms". */
const MAY_IMPORT = {
  domain: [],
  regulation: ['domain'],
  documents: ['domain'],
  store: ['domain'],
  api: ['domain'],
  server: ['domain', 'regulation', 'documents', 'store', 'api'],
  web: ['domain', 'regulation', 'api'],
  cli: ['domain', 'regulation', 'documents'],
};
const PURE = ['domain', 'regulation', 'api'];
const all = [...Object.keys(MAY_IMPORT), 'testkit'];

const boundaries = Object.entries(MAY_IMPORT).map(([name, allowed]) => ({
  files: [`packages/${name}/src/**/*.{ts,tsx}`],
  ignores: ['**/*.test.{ts,tsx}'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: all.filter((other) => !allowed.includes(other)).map((other) => `@jiheng/${other}`),
            message: `packages/${name} may import only: ${allowed.join(', ') || 'nothing of the workspace'}.`,
          },
          {
            group: ['@jiheng/*/*', '../../../*/src/*'],
            message: 'One door per package: import @jiheng/<name>.',
          },
          ...(PURE.includes(name)
            ? [
                {
                  group: ['node:*', 'fs', 'path', 'os', 'child_process'],
                  message: `packages/${name} is pure.`,
                },
              ]
            : []),
        ],
      },
    ],
    'import-x/no-extraneous-dependencies': [
      'error',
      // What the browser loads is bundled at build time; a production install needs none of it.
      { packageDir: [`packages/${name}`], devDependencies: name === 'web' },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/dist/**', 'node_modules', 'data', 'out', '**/*.config.js'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-irregular-whitespace': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/unified-signatures': 'off',
    },
  },
  ...boundaries,
  {
    files: ['packages/{domain,regulation}/src/**/*.ts', 'packages/server/src/services/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is passed in.' },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: 'Time is passed in.',
        },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/config.ts', '**/*.test.ts', 'packages/testkit/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in config.ts.' },
      ],
    },
  },
  {
    files: [
      '**/*.test.{ts,tsx}',
      'e2e/**',
      'packages/*/bench/**',
      'packages/testkit/**',
      'packages/regulation/src/{templates,lexicon,rules,taxonomies}/**',
    ],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Tests stand outside their package's project: they may use Node and the test kit.
    files: [
      '**/*.test.{ts,tsx}',
      'e2e/**/*.ts',
      'packages/*/bench/**/*.ts',
      'packages/*/fuzz/**/*.ts',
      'vitest.config.ts',
    ],
    languageOptions: { parserOptions: { projectService: false, project: ['tsconfig.test.json'] } },
    rules: { 'import-x/no-extraneous-dependencies': 'off' },
  },
  {
    files: ['**/*.test.{ts,tsx}'],
    rules: { 'max-lines': ['error', 500], '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['vitest.config.ts', 'packages/web/vite.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        Buffer: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
      },
    },
  },
);
