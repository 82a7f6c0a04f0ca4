import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from './errors.ts';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
const REQUESTS_PER_MINUTE = 12_000;

function hostnameOf(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.has(hostnameOf(host) ?? '');
}

/**
 * What another page has the browser load (a picture of our address, also from another port of this machine) brings the
 * cookie and no Origin; browsers then say `Sec-Fetch-Site`. What is public may be begun elsewhere, as the way back of a
 * single sign-on is.
 */
function isLoadedByOthers(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  const { needs } = request.routeOptions.config;
  return (site === 'cross-site' || site === 'same-site') && needs !== undefined && needs !== 'public';
}

/**
 * Against pages of other origins: a name that was re-bound to 127.0.0.1 fails the Host check, a form or script of
 * another page (also of another port of this machine, which SameSite does not tell apart) fails the Origin check.
 */
function addOriginChecks(app: FastifyInstance, publicUrl: URL | undefined): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const host = request.headers.host ?? '';
    const isPublic = host.toLowerCase() === publicUrl?.host;
    if (!isPublic && !isLoopbackHost(host)) {
      const remedy =
        publicUrl === undefined ? '请用终端里显示的地址打开。' : `请用 ${publicUrl.origin} 打开。`;
      throw new AppError('HOST-REFUSED', '这个访问地址不被接受。', { remedy });
    }
    const { origin } = request.headers;
    const own = isPublic ? publicUrl.origin : `http://${host}`;
    const isForeign = origin === undefined ? !SAFE_METHODS.has(request.method) : origin !== own;
    if (isForeign || isLoadedByOthers(request)) {
      throw new AppError('ORIGIN-REFUSED', '请求不是从绩衡的页面发出的，没有执行。', {
        remedy: '请在绩衡的页面中操作。',
      });
    }
    done();
  });
}

/** Headers, Host and Origin checks, and a ceiling on requests. */
export async function addGuard(app: FastifyInstance, publicUrl?: URL): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The component library writes its style sheets at run time; styles can not run code.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    // Loopback has no TLS; a browser that remembers HSTS for localhost would lock other programs out.
    strictTransportSecurity: publicUrl?.protocol === 'https:',
  });
  await app.register(rateLimit, { max: REQUESTS_PER_MINUTE, timeWindow: '1 minute' });
  addOriginChecks(app, publicUrl);
}
