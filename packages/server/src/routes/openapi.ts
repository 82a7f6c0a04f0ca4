import { ApiProblem, endpoints } from '@jiheng/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

type Json = Record<string, unknown>;

interface Described {
  readonly method: string;
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Media type of an answer that is no JSON. */
  readonly produces?: string;
}

function schemaOf(type: z.ZodType, io: 'input' | 'output'): Json {
  const schema = z.toJSONSchema(type, { io, unrepresentable: 'any' }) as Json;
  // The document names the dialect once for all.
  delete schema['$schema'];
  return schema;
}

function parameters(type: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (type === undefined) return [];
  const schema = schemaOf(type, 'input') as { properties?: Json; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }));
}

const FILES_BODY: Json = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } },
    },
  },
};

function answer({ response, produces }: Described): Json {
  return produces === undefined
    ? { 'application/json': { schema: schemaOf(response, 'output') } }
    : { [produces]: { schema: { type: 'string', format: 'binary' } } };
}

function operation(name: string, endpoint: Described): Json {
  const content =
    endpoint.body === undefined
      ? name === 'createImport' && FILES_BODY
      : { 'application/json': { schema: schemaOf(endpoint.body, 'input') } };
  return {
    operationId: name,
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: {
      '2XX': { description: '成功', content: answer(endpoint) },
      default: {
        description: '失败',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** OpenAPI 3.1 description, generated from the contract. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries<Described>(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(name, endpoint);
  }
  return {
    openapi: '3.1.0',
    info: { title: '绩衡', version: '0.1.0', description: '财政项目支出预算绩效管理平台的接口。' },
    paths,
    components: {
      schemas: { Problem: schemaOf(ApiProblem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'jiheng' } },
    },
    security: [{ session: [] }],
  };
}

export function openApiRoutes(app: FastifyInstance): void {
  const document = openApiDocument();
  app.get('/api/openapi.json', () => document);
}
