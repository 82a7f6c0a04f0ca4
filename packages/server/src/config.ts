import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readAccess, type AccessConfig } from './config-access.ts';
import type { MailSettings } from './jobs/mail-notices.ts';

/** Everything the server is told from outside. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** True when the port was asked for by name: then no other one is tried. */
  readonly isPortFixed: boolean;
  /** PostgreSQL server to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Absolute path of the data folder. */
  readonly dataFolder: string;
  /** Begin (or go on with) a real bureau; no sample is made. */
  readonly isEmpty: boolean;
  readonly bureauName: string;
  /** Notices go out by e-mail as well when this is set. */
  readonly mail: MailSettings | undefined;
  readonly access: AccessConfig;
}

export type ConfigResult =
  | { readonly config: Config; readonly faults?: undefined }
  | { readonly config?: undefined; readonly faults: readonly string[] };

const DEFAULT_PORT = 8420;

function readPort(text: string | undefined, faults: string[]): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  faults.push(`PORT：“${text}”不是端口号，应为0至65535的整数。`);
  return DEFAULT_PORT;
}

function checkDatabaseUrl(text: string | undefined, faults: string[]): void {
  if (text !== undefined && !/^postgres(?:ql)?:\/\//.test(text)) {
    faults.push('DATABASE_URL：应以 postgres:// 或 postgresql:// 开头。');
  }
}

function readMail(
  url: string | undefined,
  from: string | undefined,
  faults: string[],
): MailSettings | undefined {
  if (url === undefined) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    faults.push('SMTP_URL：应以 smtp:// 或 smtps:// 开头，如 smtp://用户:口令@主机:587。');
    return undefined;
  }
  if (from === undefined) {
    faults.push('SMTP_FROM：设置了 SMTP_URL 时须写明发件地址。');
    return undefined;
  }
  return { url, from };
}

/** Settings of this process. Nothing else reads the environment. */
export function processConfig(args: readonly string[]): ConfigResult {
  return readConfig(process.env, args, process.cwd());
}

/** All faults are told at once. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[], cwd: string): ConfigResult {
  const faults: string[] = [];
  const given = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const host = given('HOST') ?? '127.0.0.1';
  const port = readPort(given('PORT'), faults);
  const databaseUrl = given('DATABASE_URL');
  checkDatabaseUrl(databaseUrl, faults);
  const dataFolder = resolve(cwd, given('JIHENG_DATA') ?? 'data');
  for (const arg of args) {
    if (arg !== '--empty') faults.push(`不认识的参数“${arg}”，可用的参数：--empty（不装入样例，新建单位）。`);
  }
  const access = readAccess(given, host, faults);
  const mail = readMail(given('SMTP_URL'), given('SMTP_FROM'), faults);
  if (faults.length > 0) return { faults };
  return {
    config: {
      host,
      port,
      isPortFixed: given('PORT') !== undefined,
      databaseUrl,
      dataFolder,
      isEmpty: args.includes('--empty'),
      bureauName: given('JIHENG_BUREAU') ?? '本财政部门',
      mail,
      access,
    },
  };
}

/** Where the built browser application lies; undefined when it has not been built. */
export function findWebFolder(serverFolder: string): string | undefined {
  const folder = resolve(serverFolder, '../web/dist');
  return existsSync(resolve(folder, 'index.html')) ? folder : undefined;
}
