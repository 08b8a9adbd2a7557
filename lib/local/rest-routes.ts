import type { RestIntegration, RestPlan, RestRoute } from './rest-plan.ts';

/** A request's way through a REST API. */
export interface RestMatch {
  readonly route: RestRoute;
  readonly integration: RestIntegration;
  /** Path parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Node {
  readonly literals: Map<string, Node>;
  parameter?: { readonly name: string; readonly node: Node };
  greedy?: { readonly name: string; readonly route: RestRoute };
  route?: RestRoute;
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const insert = (root: Node, route: RestRoute): void => {
  let node = root;
  for (const segment of route.segments) {
    const [, name, plus] = /^\{([^+}]+)(\+)?\}$/.exec(segment) ?? [];
    if (name && plus) {
      node.greedy = { name, route };
      return;
    }
    if (name) {
      node.parameter ??= { name, node: { literals: new Map() } };
      node = node.parameter.node;
    } else {
      const next: Node = node.literals.get(segment) ?? { literals: new Map() };
      node.literals.set(segment, next);
      node = next;
    }
  }
  node.route = route;
};

/** Finds the resource of a path: a literal segment before a parameter, that before `{proxy+}`. */
export class RestRoutes {
  private readonly root: Node = { literals: new Map() };

  constructor(plan: RestPlan) {
    for (const route of plan.routes) insert(this.root, route);
  }

  /** @param path below the stage */
  match(method: string, path: string): RestMatch | undefined {
    const segments = path.split('/').filter(Boolean);
    const found = this.walk(this.root, segments, {});
    const integration = found && (found.route.methods.get(method) ?? found.route.methods.get('ANY'));
    return found && integration && { ...found, integration };
  }

  private walk(
    node: Node,
    segments: readonly string[],
    parameters: Record<string, string>,
  ): Omit<RestMatch, 'integration'> | undefined {
    const [first, ...rest] = segments;
    if (first === undefined) return node.route && { route: node.route, parameters };
    const literal = node.literals.get(decode(first));
    const found = literal && this.walk(literal, rest, parameters);
    if (found) return found;
    if (node.parameter) {
      const { name, node: next } = node.parameter;
      const inside = this.walk(next, rest, { ...parameters, [name]: decode(first) });
      if (inside) return inside;
    }
    if (!node.greedy) return undefined;
    const { name, route } = node.greedy;
    return { route, parameters: { ...parameters, [name]: segments.map(decode).join('/') } };
  }
}
