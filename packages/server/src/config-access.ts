/** 统一身份认证 of the region, over OpenID Connect. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the sign-in page calls it. */
  readonly label: string;
}

/** How browsers reach the server and who may come in. */
export interface AccessConfig {
  /** Address in the browsers' address bar when it is not the machine itself. */
  readonly publicUrl: URL | undefined;
  readonly trustProxy: string | undefined;
  readonly idleMinutes: number | undefined;
  readonly oidc: OidcSettings | undefined;
}

type Given = (name: string) => string | undefined;

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const SHORTEST_IDLE = 5;
const LONGEST_IDLE = 480;

export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

function readPublicUrl(text: string | undefined, faults: string[]): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '')
    return url;
  faults.push(`PUBLIC_URL：“${text}”不是网址，应如 https://jixiao.example.gov.cn，不带路径。`);
  return undefined;
}

function readIdle(text: string | undefined, faults: string[]): number | undefined {
  if (text === undefined) return undefined;
  const minutes = Number(text);
  if (/^\d{1,3}$/.test(text) && minutes >= SHORTEST_IDLE && minutes <= LONGEST_IDLE) return minutes;
  faults.push(`SESSION_IDLE_MINUTES：应为${String(SHORTEST_IDLE)}至${String(LONGEST_IDLE)}的整数。`);
  return undefined;
}

function readOidc(given: Given, faults: string[]): OidcSettings | undefined {
  const [issuer, clientId, clientSecret] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'].map(given);
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    faults.push('OIDC_ISSUER、OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 应一并设置。');
    return undefined;
  }
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    faults.push('OIDC_ISSUER：应为统一身份认证的网址。');
    return undefined;
  }
  const label = given('OIDC_LABEL') ?? '统一身份认证登录';
  return { issuer: new URL(issuer), clientId, clientSecret, label };
}

/** Settings of access; a server that others reach must know under which address they do. */
export function readAccess(given: Given, host: string, faults: string[]): AccessConfig {
  const publicUrl = readPublicUrl(given('PUBLIC_URL'), faults);
  if (!isLoopback(host) && given('PUBLIC_URL') === undefined) {
    faults.push(
      `HOST：“${host}”不是本机地址。供其他机器使用时，须用 PUBLIC_URL 写明浏览器中的访问地址，如 https://jixiao.example.gov.cn。`,
    );
  }
  return {
    publicUrl,
    trustProxy: given('TRUST_PROXY'),
    idleMinutes: readIdle(given('SESSION_IDLE_MINUTES'), faults),
    oidc: readOidc(given, faults),
  };
}
