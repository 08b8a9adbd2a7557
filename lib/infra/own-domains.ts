import { CfnOutput } from 'aws-cdk-lib';
import { CfnBasePathMapping, CfnDomainName as CfnRestDomainName } from 'aws-cdk-lib/aws-apigateway';
import { CfnApiMapping, CfnDomainName as CfnSocketDomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { type RestApi, restStage } from './rest-api.ts';
import { type SocketApi, socketStage } from './socket-api.ts';

/** The doors that get names of their own. */
export interface Doors {
  readonly rest: RestApi;
  readonly socket: SocketApi;
}

/**
 * Host names of one's own, when the context names them: `restDomain`, `socketDomain`, and `certificateArn` of a certificate
 * in the stack's region that covers both. A WebSocket API cannot share a name with a REST API (API Gateway developer guide: custom
 * domain names for WebSocket APIs). Paths stay: the stage names are the mapping keys. Each output is where the name's DNS record points.
 */
export class OwnDomains extends Construct {
  constructor(scope: Construct, id: string, { rest, socket }: Doors) {
    super(scope, id);
    const certificateArn = this.context('certificateArn');
    const [restDomain, socketDomain] = [this.context('restDomain'), this.context('socketDomain')];
    if ((restDomain || socketDomain) && !certificateArn) {
      throw new Error('restDomain and socketDomain need certificateArn: -c certificateArn=arn:aws:acm:…');
    }
    if (restDomain && certificateArn) this.nameRest(rest, restDomain, certificateArn);
    if (socketDomain && certificateArn) this.nameSocket(socket, socketDomain, certificateArn);
  }

  private context(name: string): string | undefined {
    const value: unknown = this.node.tryGetContext(name);
    return typeof value === 'string' ? value : undefined;
  }

  private nameRest({ api }: RestApi, domainName: string, regionalCertificateArn: string): void {
    const domain = new CfnRestDomainName(this, 'Rest', {
      domainName,
      regionalCertificateArn,
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
    });
    new CfnBasePathMapping(this, 'RestMapping', {
      domainName: domain.ref,
      restApiId: api.restApiId,
      basePath: restStage,
      stage: api.deploymentStage.stageName,
    });
    new CfnOutput(this, 'RestDomainTarget', { value: domain.attrRegionalDomainName });
  }

  private nameSocket({ api, stage }: SocketApi, domainName: string, certificateArn: string): void {
    const domain = new CfnSocketDomainName(this, 'Socket', {
      domainName,
      domainNameConfigurations: [{ certificateArn, endpointType: 'REGIONAL', securityPolicy: 'TLS_1_2' }],
    });
    new CfnApiMapping(this, 'SocketMapping', {
      domainName: domain.ref,
      apiId: api.ref,
      apiMappingKey: socketStage,
      stage: stage.ref,
    });
    new CfnOutput(this, 'SocketDomainTarget', { value: domain.attrRegionalDomainName });
  }
}
