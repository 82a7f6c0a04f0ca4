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
