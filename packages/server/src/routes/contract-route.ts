import type { Needs } from '@jiheng/api';
import { holds } from '@jiheng/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '../plugins/errors.ts';
import { personOf } from '../plugins/gate.ts';

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly needs: Needs;
  /** Open also to a person whose password must be changed first. */
  readonly whilePasswordExpired?: true;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
}

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodType
  ? z.output<E[K]>
  : undefined;

/** Validated parts of a request, typed by the contract. */
export interface Input<E extends Endpoint> {
  readonly params: Part<E, 'params'>;
  readonly query: Part<E, 'query'>;
  readonly body: Part<E, 'body'>;
}

export type Handler<E extends Endpoint> = (
  input: Input<E>,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<z.input<E['response']>>;

/** The database keeps no U+0000; nobody types it. */
function holdsNul(value: unknown): boolean {
  return JSON.stringify(value).includes('\\u0000');
}

function validate(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value ?? {});
  if (result.success && !holdsNul(result.data)) return result.data;
  if (result.success) throw new AppError('INVALID-INPUT', '参数中有不可用的控制字符。');
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || '内容'))].slice(0, 5);
  throw new AppError('INVALID-INPUT', `这些参数不合要求：${names.join('、')}。`, { cause: result.error });
}

/** Deny by default. Where in the tree the permission reaches is asked by the service. */
function demand(needs: Needs, request: FastifyRequest): void {
  if (needs === 'public' || needs === 'signed-in') return;
  if (holds(personOf(request), needs)) return;
  throw new AppError('NOT-ALLOWED', '您的角色没有这项权限。', { remedy: '如工作需要，请联系本单位管理员。' });
}

/** Fewer requests than elsewhere, where someone could guess. */
export interface RouteLimits {
  readonly rateLimit?: { readonly max: number; readonly timeWindow: string };
}

/** Puts one endpoint of the contract on the server: validate, call one service, answer. */
export function route<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: Handler<E>,
  limits: RouteLimits = {},
): void {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: {
      needs: endpoint.needs,
      whilePasswordExpired: endpoint.whilePasswordExpired ?? false,
      ...limits,
    },
    handler: async (request, reply) => {
      demand(endpoint.needs, request);
      const input: Record<keyof Input<E>, unknown> = {
        params: validate(endpoint.params, request.params),
        query: validate(endpoint.query, request.query),
        body: validate(endpoint.body, request.body),
      };
      void reply.header('cache-control', 'no-store');
      return handler(input as Input<E>, request, reply);
    },
  });
}
