import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApp, stackName } from '../../lib/infra/synthesize.ts';

const outdir = mkdtempSync(join(tmpdir(), 'kaiwa-domains-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

const templateWith = (context: Record<string, string>): Template =>
  Template.fromStack(buildApp({ outdir, validate: false, context }).node.findChild(stackName) as Stack);

const certificateArn = 'arn:aws:acm:eu-central-1:000000000000:certificate/1';

describe('host names of one’s own', () => {
  it('are left out when nobody asks for them', () => {
    const template = templateWith({});
    template.resourceCountIs('AWS::ApiGateway::DomainName', 0);
    template.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });

  it('keep the paths: the stage names are the mapping keys', () => {
    const template = templateWith({
      restDomain: 'rest.example',
      socketDomain: 'chat.example',
      certificateArn,
    });
    template.hasResourceProperties('AWS::ApiGateway::BasePathMapping', {
      BasePath: 'v4',
      DomainName: { Ref: Match.stringLikeRegexp('^OwnDomainsRest') },
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::ApiMapping', { ApiMappingKey: 'info' });
    template.hasResourceProperties('AWS::ApiGateway::DomainName', {
      DomainName: 'rest.example',
      RegionalCertificateArn: certificateArn,
      SecurityPolicy: 'TLS_1_2',
    });
  });

  it('stand in the links to files, which outlive the API in messages', () => {
    templateWith({ restDomain: 'rest.example', certificateArn }).hasResourceProperties(
      'AWS::Lambda::Function',
      {
        Description: 'Kaiwa files',
        Environment: { Variables: Match.objectLike({ FILES_LINK: 'https://rest.example/v4/files' }) },
      },
    );
  });

  it('need a certificate', () => {
    expect(() => templateWith({ restDomain: 'rest.example' })).toThrow('certificateArn');
  });
});
