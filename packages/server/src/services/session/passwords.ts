import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters OWASP names first: 19 MiB, two rounds, one lane. It runs in threads of its own. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password nobody knows: verifying against it takes as long as against a real one. */
let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), ARGON2);
}

/** False for a person without a password, after the same time as for one who has another. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID());
  const isRight = await verify(stored ?? (await decoy), password.normalize('NFKC'));
  return isRight && stored !== null;
}
