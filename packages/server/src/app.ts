import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { Person } from '@jiheng/domain';
import Fastify, { type FastifyInstance } from 'fastify';
import { constants } from 'node:zlib';
import { addErrorHandler } from './plugins/errors.ts';
import { addGuard } from './plugins/guard.ts';
import { addSessionGate, NOBODY, personOf, type Gate } from './plugins/gate.ts';
import type { Sessions } from './plugins/session.ts';
import { addWeb } from './plugins/web.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { projectRoutes } from './routes/projects.ts';
import { flowRoutes } from './routes/flow.ts';
import { exportRoutes } from './routes/exports.ts';
import { formRoutes } from './routes/forms.ts';
import { importRoutes } from './routes/imports.ts';
import { openApiRoutes } from './routes/openapi.ts';
import { originalRoutes } from './routes/originals.ts';
import { overviewRoutes } from './routes/overview.ts';
import { auditRoutes } from './routes/audit.ts';
import { peopleRoutes } from './routes/people.ts';
import type { UploadLimits } from './routes/receive-files.ts';
import { ruleRoutes } from './routes/rules.ts';
import { sessionFinder, sessionRoutes } from './routes/session.ts';
import { singleSignOnRoutes } from './routes/single-sign-on.ts';
import { targetRoutes } from './routes/targets.ts';
import { workbenchRoutes } from './routes/workbench.ts';
import type { ContextOf, ServiceContext } from './services/context.ts';
import type { AccessSettings } from './services/session/access.ts';
import { createSingleSignOn } from './services/session/single-sign-on.ts';
import type { OidcSettings } from './config-access.ts';

const MAX_JSON_BYTES = 1024 * 1024;
const UPLOAD_MINUTES = 30;

/** What the application is built from; it reads no environment and no clock of its own. */
export interface AppDependencies {
  readonly sessions: Sessions;
  readonly access: AccessSettings;
  /** 统一身份认证, where the region has one. */
  readonly oidc: OidcSettings | undefined;
  readonly clock: () => Date;
  /** Folder for uploads under way. */
  readonly spoolFolder: string;
  readonly uploadLimits: UploadLimits;
  readonly webFolder: string | undefined;
  /** Context of one request: tenant, database, queue, person. */
  readonly context: (now: Date, person: Person) => ServiceContext;
  /** File for warnings and errors; none in tests. */
  readonly logFile: string | undefined;
}

/** Builds the application without listening. */
export async function buildApp(dependencies: AppDependencies): Promise<FastifyInstance> {
  const { sessions, clock, logFile, access } = dependencies;
  const app = Fastify({
    // Requests are not logged: their addresses may hold names. Warnings and errors go to the file.
    logger: logFile === undefined ? false : { level: 'warn', file: logFile },
    bodyLimit: MAX_JSON_BYTES,
    requestTimeout: UPLOAD_MINUTES * 60_000,
    forceCloseConnections: true,
    ...(access.trustProxy === undefined ? {} : { trustProxy: access.trustProxy }),
  });
  // What a form of another page could send without asking is not taken as content.
  app.removeContentTypeParser('text/plain');
  addErrorHandler(app);
  await addGuard(app, access.publicUrl);
  await app.register(cookie);
  const gate: Gate = {
    sessions,
    clock,
    isSecure: access.publicUrl?.protocol === 'https:',
    find: sessionFinder(() => dependencies.context(clock(), NOBODY), access),
  };
  addSessionGate(app, gate);
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: 1024,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(multipart);
  const context: ContextOf = (request) => dependencies.context(clock(), personOf(request));
  const provider = dependencies.oidc && createSingleSignOn(dependencies.oidc);
  sessionRoutes(app, context, { gate, access, singleSignOn: provider?.label ?? null });
  if (provider) singleSignOnRoutes(app, context, { gate, access, provider });
  peopleRoutes(app, context);
  auditRoutes(app, context, access);
  overviewRoutes(app, context);
  formRoutes(app, context);
  flowRoutes(app, context);
  campaignRoutes(app, context);
  projectRoutes(app, context);
  workbenchRoutes(app, context);
  exportRoutes(app, context);
  importRoutes(app, context, dependencies);
  originalRoutes(app, context);
  targetRoutes(app, context);
  ruleRoutes(app, context);
  openApiRoutes(app);
  await addWeb(app, dependencies.webFolder);
  return app;
}
