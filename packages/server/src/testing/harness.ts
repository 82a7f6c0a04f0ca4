import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportJob } from '@jiheng/api';
import type { Person, Role } from '@jiheng/domain';
import { createTenant, localFileStore, migrate, openDatabase, type Tenant } from '@jiheng/store';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../app.ts';
import { createExporting } from '../jobs/exporting.ts';
import type { ExportQueue } from '../jobs/export-queue.ts';
import { createImportQueue, type ImportQueue } from '../jobs/import-queue.ts';
import { createOriginals } from '../jobs/originals.ts';
import { createReadingPool } from '../jobs/reading-pool.ts';
import { createSourceText } from '../jobs/source-text.ts';
import { createSessions, OPERATOR, type Sessions } from '../plugins/session.ts';
import { UPLOAD_LIMITS } from '../routes/receive-files.ts';
import type { ServiceContext } from '../services/context.ts';
import { SAMPLE_ACCESS, type AccessSettings } from '../services/session/access.ts';
import type { OidcSettings } from '../config-access.ts';
import { multipart, type UploadedFile } from './multipart.ts';
import {
  addPerson,
  createOrganisations,
  usualPath,
  type SignedIn,
  type TestOrganisations,
} from './people.ts';

export const HOST = '127.0.0.1:8420';

/** The whole server but its port: real database, real files, real reading threads. For tests only. */
export interface Harness {
  readonly app: FastifyInstance;
  readonly tenant: Tenant;
  readonly sessions: Sessions;
  readonly queue: ImportQueue;
  readonly exports: ExportQueue;
  readonly folder: string;
  readonly spoolFolder: string;
  readonly errors: unknown[];
  readonly context: ServiceContext;
  readonly organisations: TestOrganisations;
  /** A new person of that role, signed in; at the usual place of the role unless a path is given. */
  as(role: Role, path?: string): Promise<SignedIn>;
  /** Request of a signed-in page. */
  request(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<LightMyRequestResponse>;
  upload(files: readonly UploadedFile[]): Promise<LightMyRequestResponse>;
  /** Uploads and waits until everything is read. */
  importFiles(...files: readonly UploadedFile[]): Promise<ImportJob>;
  close(): Promise<void>;
}

interface Page {
  readonly app: FastifyInstance;
  readonly queue: ImportQueue;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a signed-in page can do. */
function signedIn({ app, queue, headers }: Page): Pick<Harness, 'request' | 'upload' | 'importFiles'> {
  const upload: Harness['upload'] = (files) => {
    const body = multipart(files);
    return app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...headers, ...body.headers },
      payload: body.payload,
    });
  };
  const request: Harness['request'] = (method, url, payload) =>
    app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return {
    request,
    upload,
    async importFiles(...files) {
      const { id } = (await upload(files)).json<ImportJob>();
      await queue.idle();
      return (await request('GET', `/api/imports/${id}`)).json<ImportJob>();
    },
  };
}

export interface HarnessOptions {
  readonly webFolder?: string;
  readonly access?: Partial<AccessSettings>;
  readonly clock?: () => Date;
  readonly tenant?: { readonly isSample: boolean };
  readonly oidc?: OidcSettings;
  readonly logFile?: string;
}

/** Tests are not slowed by limits unless they are about them. */
const OPEN_ACCESS: AccessSettings = { ...SAMPLE_ACCESS, hasSamplePeople: false, signInsPerMinute: 10_000 };

/** Everything behind the application: database, files, reading threads, a bureau with its organisations. */
async function openParts({ clock, tenant: wish }: Required<Pick<HarnessOptions, 'clock'>> & HarnessOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'jiheng-server-'));
  // Where other accounts may pass the database stays inside, also for root, and goes with the folder.
  await chmod(folder, 0o755);
  const spoolFolder = join(folder, 'incoming');
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const database = await openDatabase({ dataFolder: folder });
  const { db } = database;
  await migrate(db);
  let tenant = await createTenant(db, { name: '测试财政局', now: clock(), ...wish });
  const adoptTenant = (changed: Tenant): void => {
    tenant = changed;
  };
  const files = localFileStore(join(folder, 'originals'));
  const pool = createReadingPool();
  const queue = createImportQueue({ db, files, pool, clock }, onError);
  const sourceText = createSourceText(files, pool);
  const originals = createOriginals(files, pool, join(folder, 'pages'));
  const exports = createExporting({ db, dataFolder: folder, spoolFolder, clock, onError });
  const organisations = await createOrganisations(db, tenant, clock());
  const context = (now: Date, person: Person): ServiceContext => ({
    db,
    files,
    tenant,
    adoptTenant,
    actor: person === OPERATOR ? '测试' : person.name,
    person,
    now,
    sourceText,
    originals,
    readTables: pool.tables.bind(pool),
    wakeQueue: queue.wake.bind(queue),
    exporting: exports.exporting,
  });
  return { folder, spoolFolder, errors, database, db, tenant, queue, exports, organisations, context };
}

export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const clock = options.clock ?? ((): Date => new Date());
  const parts = await openParts({ ...options, clock });
  const { folder, spoolFolder, errors, database, db, tenant, queue, exports, organisations, context } = parts;
  const sessions = createSessions(randomBytes(32), 'jiheng-test');
  const app = await buildApp({
    sessions,
    access: { ...OPEN_ACCESS, ...options.access },
    oidc: options.oidc,
    clock,
    spoolFolder,
    uploadLimits: UPLOAD_LIMITS,
    webFolder: options.webFolder,
    context,
    logFile: options.logFile,
  });
  const headersOf = (value: string): Record<string, string> => ({
    host: HOST,
    origin: `http://${HOST}`,
    cookie: `jiheng-test=${value}`,
  });
  return {
    ...signedIn({ app, queue, headers: headersOf(sessions.redeem(sessions.currentToken(), clock()) ?? '') }),
    organisations,
    async as(role, path = usualPath(role, organisations)) {
      const { person, token } = await addPerson(db, tenant, { role, path, now: clock() });
      const headers = headersOf(token);
      return { ...signedIn({ app, queue, headers }), person, headers };
    },
    app,
    tenant,
    sessions,
    queue,
    exports: exports.queue,
    folder,
    spoolFolder,
    errors,
    context: context(clock(), OPERATOR),
    async close() {
      await app.close();
      await queue.stop();
      await exports.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
