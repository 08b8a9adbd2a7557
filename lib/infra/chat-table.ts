import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { byTime, expiryAttribute } from '../table/keys.ts';

/**
 * The single table: paid by request, restorable to any second of the last 35 days, kept when the stack goes.
 * Encrypted with the key that AWS owns: the same AES-256 at rest as a customer key, without $1 a month and $0.03 for
 * every 10,000 calls to KMS (DynamoDB developer guide: encryption at rest).
 */
export class ChatTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: expiryAttribute,
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table.addLocalSecondaryIndex({
      indexName: byTime.index,
      sortKey: { name: byTime.attribute, type: AttributeType.STRING },
      projectionType: ProjectionType.ALL,
    });
  }

  /** ARN of the index that orders messages by time. */
  get timeIndexArn(): string {
    return `${this.table.tableArn}/index/${byTime.index}`;
  }
}
