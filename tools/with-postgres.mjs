// Runs a command with DATABASE_URL of a PostgreSQL server that lives only that long: node tools/with-postgres.mjs vitest run …
import { run } from './workspace.mjs';

process.exit(
  await run(process.execPath, ['packages/testkit/dist/database-server.js', ...process.argv.slice(2)]),
);
