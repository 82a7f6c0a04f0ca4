import {
  dropInitialPassword,
  findCredentials,
  findPerson,
  inTransaction,
  setOidcSubject,
  type PersonRecord,
} from '@jiheng/store';
import * as oidc from 'openid-client';
import type { OidcSettings } from '../../config-access.ts';
import { AppError } from '../../plugins/errors.ts';
import { audit } from '../audit.ts';
import type { ServiceContext } from '../context.ts';
import type { AccessSettings } from './access.ts';
import { beginSession, type Caller } from './begin-session.ts';

/** What is kept between leaving for the provider and coming back, in the browser that left. */
export interface SignOnState {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Path to go back to. */
  readonly to: string;
}

export interface SingleSignOn {
  readonly label: string;
  /** Where the browser goes, and what it must bring back. */
  leave(redirectUri: string, to: string): Promise<{ readonly url: URL; readonly kept: SignOnState }>;
  /** Who came back; throws when anything does not fit. */
  comeBack(
    current: URL,
    kept: SignOnState,
  ): Promise<{ readonly subject: string; readonly loginName: string | undefined }>;
}

function refused(cause: unknown): AppError {
  return new AppError('SIGN-IN-REFUSED', '统一身份认证没有通过。', { cause, remedy: '请返回登录页重试。' });
}

/** Code flow with PKCE, state and nonce. The provider is asked for its addresses at the first use. */
export function createSingleSignOn({ issuer, clientId, clientSecret, label }: OidcSettings): SingleSignOn {
  let found: Promise<oidc.Configuration> | undefined;
  const configuration = (): Promise<oidc.Configuration> => {
    // Plain http is for a provider on the same machine or behind the same wall; https is checked as ever.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out, not to go away
    const options = issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
    found ??= oidc.discovery(issuer, clientId, clientSecret, undefined, options);
    found.catch(() => (found = undefined));
    return found;
  };
  return {
    label,
    async leave(redirectUri, to) {
      const kept = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        to,
      };
      const client = await configuration().catch((error: unknown) => {
        throw new AppError('SIGN-IN-REFUSED', '连接不上统一身份认证。', {
          cause: error,
          remedy: '请稍后再试。',
        });
      });
      const url = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
        state: kept.state,
        nonce: kept.nonce,
      });
      return { url, kept };
    },
    async comeBack(current, { state, nonce, verifier }) {
      try {
        const client = await configuration();
        const tokens = await oidc.authorizationCodeGrant(client, current, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error('no ID token');
        // Some providers tell the name with the ID token, others only when asked for it.
        const told = claims['preferred_username'];
        const asked =
          told ?? (await oidc.fetchUserInfo(client, tokens.access_token, claims.sub)).preferred_username;
        return { subject: claims.sub, loginName: typeof asked === 'string' ? asked : undefined };
      } catch (error) {
        throw refused(error);
      }
    },
  };
}

async function knownPerson(
  { db, tenant }: ServiceContext,
  { subject, loginName }: { readonly subject: string; readonly loginName: string | undefined },
): Promise<{ readonly person: PersonRecord; readonly isNew: boolean } | undefined> {
  const { tenantId } = tenant;
  const bound = await findCredentials(db, tenantId, { oidcSubject: subject });
  const named =
    bound ?? (loginName === undefined ? undefined : await findCredentials(db, tenantId, { loginName }));
  const person = named && (await findPerson(db, tenantId, named.personId));
  if (person === undefined || person.isClosed) return undefined;
  // A name that was bound to another subject is someone else who was given the same name.
  if (bound === undefined && person.oidcSubject !== null) return undefined;
  return { person, isNew: bound === undefined };
}

/**
 * 单点登录: only as a person that an administrator has added; the first time by the login name, which binds the subject,
 * afterwards by the subject alone. Nobody is ever added by signing in.
 */
export async function signInBySubject(
  context: ServiceContext,
  who: { readonly subject: string; readonly loginName: string | undefined },
  { caller, access }: { readonly caller: Caller; readonly access: AccessSettings },
): Promise<string> {
  const { db, tenant } = context;
  const known = await knownPerson(context, who);
  return inTransaction(db, async (tx) => {
    if (known === undefined) {
      await audit(context, tx, {
        action: 'sign-in-failed',
        subject: '',
        detail: { address: caller.address, way: 'single-sign-on' },
      });
      return undefined;
    }
    const { person, isNew } = known;
    if (isNew) await setOidcSubject(tx, tenant.tenantId, person.personId, who.subject);
    await dropInitialPassword(tx, tenant.tenantId, person.personId);
    return beginSession(context, tx, person, { caller, way: 'single-sign-on', access });
  }).then((token) => {
    if (token !== undefined) return token;
    throw new AppError('SIGN-IN-REFUSED', '统一身份认证已通过，但本系统中没有您的账号。', {
      remedy: '请联系本单位管理员添加账号。',
    });
  });
}
