import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keepingTimes, largestUpload } from '../protocol/files.ts';
import type { FeatureFunction } from './feature-function.ts';

/**
 * The store of uploaded files: private, reached by signed addresses only, over TLS, encrypted, kept when the stack goes. Files
 * expire by the beginning of their name, a day after they were last given out (docs/files.md).
 */
export class FileBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Pages of any origin upload and download; what protects a file is the signature.
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: [HttpMethods.GET, HttpMethods.PUT],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag', 'Content-Length', 'Content-Disposition'],
          maxAge: 3600,
        },
      ],
      lifecycleRules: keepingTimes.map(days => ({
        id: `${days}d`,
        prefix: `${days}d/`,
        expiration: Duration.days(days + 1),
      })),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // The construct's own switch for this adds a function that calls S3 at deployment; the property alone does the same.
    (this.bucket.node.defaultChild as CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Access logs are objects that cost a request each and hold the addresses of users; CloudTrail data events serve whoever has to audit.',
    });
  }

  /** Address of the bucket. */
  get endpoint(): string {
    return `https://${this.bucket.bucketRegionalDomainName}`;
  }

  /** Tells a function of objects that are larger than some kind of file may be. */
  reportLarge(feature: FeatureFunction): void {
    const smallestLimit = Math.min(...Object.values(largestUpload));
    new Rule(this, 'Large', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [this.bucket.bucketName] },
          object: { size: [{ numeric: ['>', smallestLimit] }] },
        },
      },
      targets: [new LambdaFunction(feature.function)],
    });
  }
}
