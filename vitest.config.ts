import { defineConfig } from 'vitest/config';

const SOURCE = ['@jiheng/source'];

/** Tests run from source: packages resolve to their src by the private export condition. */
export default defineConfig({
  resolve: { conditions: SOURCE },
  ssr: { resolve: { conditions: SOURCE, externalConditions: SOURCE } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // On a shared CI machine a browser or a started process may miss its moment once; a test that fails twice fails.
    retry: process.env['CI'] ? 1 : 0,
    server: { deps: { inline: [/@jiheng\//] } },
    projects: ['packages/*']
      .flatMap((include) => [
        {
          extends: true as const,
          test: { name: 'unit', include: [`${include}/src/**/*.test.ts`, `${include}/src/**/*.test.tsx`] },
        },
      ])
      .concat([{ extends: true as const, test: { name: 'e2e', include: ['e2e/**/*.test.ts'] } }]),
  },
});
