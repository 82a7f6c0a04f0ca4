import { openDatabase, sealAudit } from '@jiheng/store';

/* A process that does nothing but seal, without a pause, until it is killed: `seal-process.ts <database address>`. */

const database = await openDatabase({ url: process.argv[2], maxConnections: 1 });
console.log('sealing');
for (;;) await sealAudit(database.db, new Date());
