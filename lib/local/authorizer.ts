import { AwsError } from './aws-error.ts';
import type { Principal } from './credentials.ts';
import { evaluate, type Statement } from './iam-policy.ts';
import { world } from './local-world.ts';

/** Enforces the synthesized policies of roles. */
export class Authorizer {
  private readonly verdicts = new Map<string, ReturnType<typeof evaluate>>();

  constructor(
    private readonly roles: ReadonlyMap<string, readonly Statement[]>,
    private readonly log: (line: string) => void,
  ) {}

  /**
   * Lets the operator do everything, and a function what its role allows.
   * @throws AwsError AccessDeniedException, worded as AWS words it
   */
  check(principal: Principal, action: string, resource: string): void {
    if (principal.roleArn === undefined) return;
    const verdict = this.verdict(principal.roleArn, action, resource);
    if (verdict === 'allowed') return;
    this.log(`NOT ALLOWED: ${principal.function} lacks ${action} on ${resource}`);
    const user = `arn:aws:sts::${world.account}:assumed-role/${principal.roleArn.split('/').at(-1)}/${principal.function}`;
    const because =
      verdict === 'explicitly denied'
        ? 'with an explicit deny in an identity-based policy'
        : `because no identity-based policy allows the ${action} action`;
    throw new AwsError(
      'AccessDeniedException',
      `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
      action.startsWith('execute-api:') ? 403 : 400,
    );
  }

  /** Whether a role allows an action, as services that poll for a function ask. */
  allows(roleArn: string, action: string, resource: string): boolean {
    return this.verdict(roleArn, action, resource) === 'allowed';
  }

  private verdict(roleArn: string, action: string, resource: string) {
    const key = `${roleArn} ${action} ${resource}`;
    let verdict = this.verdicts.get(key);
    if (!verdict) {
      const context = { 'aws:SecureTransport': 'true', 'aws:RequestedRegion': world.region };
      verdict = evaluate(this.roles.get(roleArn) ?? [], { action, resource, context }, this.log);
      // Resources with ids of their own, such as connections, would make this grow without end.
      if (!action.startsWith('execute-api:')) this.verdicts.set(key, verdict);
    }
    return verdict;
  }
}
