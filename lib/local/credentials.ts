import { randomBytes } from 'node:crypto';
import type { CallRecord } from './call-record.ts';
import { ownerOf } from './call-record.ts';
import type { Owner } from './meter.ts';

/** An access key and who holds it. */
export interface Principal {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** The function; undefined for the operator. */
  readonly function?: string;
  /** The role whose policies bind it; undefined for the operator, who may do everything. */
  readonly roleArn?: string;
  /** The call that the holder is working on. */
  readonly call?: () => CallRecord | undefined;
}

/** Who pays for what a principal does. */
export const payerOf = (principal: Principal): Owner => {
  const call = principal.call?.();
  if (call) return ownerOf(call);
  return principal.function
    ? { command: `function:${principal.function}`, function: principal.function }
    : { command: 'operator' };
};

const token = (bytes: number): string => randomBytes(bytes).toString('base64url');
const keyId = (prefix: string): string => prefix + randomBytes(8).toString('hex').toUpperCase();

/** Every access key of the local AWS. */
export class Credentials {
  private readonly principals = new Map<string, Principal>();
  /** The key of the person who deployed: unrestricted. */
  readonly operator: Principal = { accessKeyId: keyId('AKIA'), secretAccessKey: token(30) };

  constructor() {
    this.principals.set(this.operator.accessKeyId, this.operator);
  }

  /** Gives an execution environment a key of its own, temporary as Lambda's are. */
  issue(holder: { function: string; roleArn: string; call: () => CallRecord | undefined }): Principal {
    const key = { accessKeyId: keyId('ASIA'), secretAccessKey: token(30), sessionToken: token(60) };
    const principal: Principal = { ...key, ...holder };
    this.principals.set(principal.accessKeyId, principal);
    return principal;
  }

  /** Takes a key back when its environment ends. */
  revoke({ accessKeyId }: Principal): void {
    this.principals.delete(accessKeyId);
  }

  holder(accessKeyId: string): Principal | undefined {
    return this.principals.get(accessKeyId);
  }
}
