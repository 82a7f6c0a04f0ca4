import { availableParallelism } from 'node:os';
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
    // Vitest would leave one processor free. The long tests mostly wait for servers and browsers, so none is.
    maxWorkers: Math.max(2, availableParallelism()),
    // On a shared CI machine a browser or a started process may miss its moment once; a test that fails twice fails.
    retry: process.env['CI'] ? 1 : 0,
    server: { deps: { inline: [/@jiheng\//] } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['packages/*/src/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/prepared-data.ts'],
        },
      },
    ],
  },
});
