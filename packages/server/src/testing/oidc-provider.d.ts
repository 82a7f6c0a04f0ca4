/** The provider has no types of its own; these are of what the tests use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  // eslint-disable-next-line import-x/no-default-export -- it is what the provider has
  export default class Provider {
    constructor(issuer: string, settings: object);
    callback(): RequestListener;
  }
}
