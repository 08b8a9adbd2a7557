import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What a piece of work cost, as DynamoDB itself counts it. */
export interface ConsumedUnits {
  read: number;
  write: number;
  calls: number;
}

interface Answer {
  readonly ConsumedCapacity?:
    | { readonly CapacityUnits?: number }
    | readonly { readonly CapacityUnits?: number }[];
}

const unitsOf = ({ ConsumedCapacity }: Answer): number =>
  [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** Runs something and adds up the units of every DynamoDB call made meanwhile, the refused ones (1 each) included. */
export const consumedBy = async (work: () => Promise<unknown>): Promise<ConsumedUnits> => {
  const units: ConsumedUnits = { read: 0, write: 0, calls: 0 };
  const send = DynamoDBClient.prototype.send;
  const counting = async function (this: DynamoDBClient, command: { input: object }): Promise<unknown> {
    const kind = /^(Get|BatchGet|Query)/.test(command.constructor.name) ? 'read' : 'write';
    units.calls += 1;
    Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
    try {
      const answer = await (send as (command: object) => Promise<unknown>).call(this, command);
      units[kind] += unitsOf(answer as Answer);
      return answer;
    } catch (error) {
      units[kind] += 1;
      throw error;
    }
  };
  DynamoDBClient.prototype.send = counting as never;
  try {
    await work();
  } finally {
    DynamoDBClient.prototype.send = send;
  }
  return units;
};
