// Runs a command with DATABASE_URL of a PostgreSQL server that lives only that long: node tools/with-postgres.mjs npm start
import { bin, run } from './workspace.mjs';

const server = 'packages/testkit/src/database-server.ts';
process.exit(await run(bin('tsx'), ['--conditions=@jiheng/source', server, ...process.argv.slice(2)]));
