import type { Assembly, Template } from './assembly.ts';
import { readTemplate } from './assembly.ts';
import { type Identity, identify } from './identity.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { LocalStartError } from './local-start-error.ts';
import { type Addresses, world } from './local-world.ts';

/** A resource of the template with every intrinsic function carried out. */
export interface Resource extends Identity {
  readonly type: string;
  readonly logicalId: string;
  readonly properties: JsonObject;
}

/** One stack, or nested stack, of an assembly. */
export class Stack implements Scope {
  private readonly identities = new Map<string, Identity>();
  private readonly children = new Map<string, Stack>();

  constructor(
    private readonly name: string,
    private readonly template: Template,
    private readonly assembly: Assembly,
    private readonly addresses: Addresses,
    private readonly parameters: JsonObject = {},
  ) {}

  private get pseudo(): Record<string, Json> {
    return {
      'AWS::Region': world.region,
      'AWS::AccountId': world.account,
      'AWS::Partition': world.partition,
      'AWS::URLSuffix': world.urlSuffix,
      'AWS::StackName': this.name,
      'AWS::StackId': `arn:aws:cloudformation:${world.region}:${world.account}:stack/${this.name}/local`,
      'AWS::NotificationARNs': [],
    };
  }

  ref(name: string): Json | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const known = this.pseudo[name] ?? this.parameters[name] ?? this.template.Parameters[name]?.Default;
    return known ?? this.identity(name).ref;
  }

  attribute(logicalId: string, attribute: string): Json {
    const nested = this.template.Resources[logicalId]?.Type === 'AWS::CloudFormation::Stack';
    const value = nested
      ? this.child(logicalId).outputs()[attribute.replace('Outputs.', '')]
      : this.identity(logicalId).attributes[attribute];
    if (value !== undefined) return value;
    throw new LocalStartError(
      `the local runtime does not know the attribute ${attribute} of ${logicalId}; add it to lib/local/identity.ts.`,
    );
  }

  condition(name: string): boolean {
    const condition = this.template.Conditions[name];
    return condition !== undefined && resolve(condition, this) === true;
  }

  mapping(map: string, first: string, second: string): Json {
    const rows = this.template.Mappings[map];
    const row = isObject(rows) ? rows[first] : undefined;
    const value = isObject(row) ? row[second] : undefined;
    if (value === undefined)
      throw new LocalStartError(`the template has no mapping ${map}.${first}.${second}.`);
    return value;
  }

  /** Every resource whose condition holds, those of nested stacks included. */
  resources(): readonly Resource[] {
    return Object.entries(this.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.condition(Condition))
      .flatMap(([logicalId, { Type, Properties }]) => {
        if (Type === 'AWS::CloudFormation::Stack') return this.child(logicalId).resources();
        const properties = resolve(Properties, this) as JsonObject;
        return [{ type: Type, logicalId, properties, ...this.identity(logicalId) }];
      });
  }

  /** The outputs by their logical ids. */
  outputs(): Record<string, Json> {
    const shown = Object.entries(this.template.Outputs).filter(
      ([, { Condition }]) => Condition === undefined || this.condition(Condition),
    );
    return Object.fromEntries(shown.map(([name, { Value }]) => [name, resolve(Value, this) ?? '']));
  }

  private identity(logicalId: string): Identity {
    const known = this.identities.get(logicalId);
    if (known) return known;
    const resource = this.template.Resources[logicalId];
    if (!resource)
      throw new LocalStartError(
        `the template of ${this.name} refers to ${logicalId}, which it does not hold.`,
      );
    const property = (name: string): string | undefined => {
      const value = resource.Properties[name];
      const resolved = value === undefined ? undefined : resolve(value, this);
      return resolved === undefined ? undefined : String(resolved);
    };
    const identity = identify(resource.Type, {
      stack: this.name,
      logicalId,
      property,
      addresses: this.addresses,
    });
    this.identities.set(logicalId, identity);
    return identity;
  }

  private child(logicalId: string): Stack {
    const known = this.children.get(logicalId);
    if (known) return known;
    const properties = resolve(this.template.Resources[logicalId]?.Properties ?? {}, this) as JsonObject;
    const path = this.assembly.assetPath(String(properties.TemplateURL));
    if (!path)
      throw new LocalStartError(`the template of the nested stack ${logicalId} is not among the assets.`);
    const parameters = isObject(properties.Parameters) ? properties.Parameters : {};
    const child = new Stack(
      `${this.name}-${logicalId}`,
      readTemplate(path),
      this.assembly,
      this.addresses,
      parameters,
    );
    this.children.set(logicalId, child);
    return child;
  }
}
