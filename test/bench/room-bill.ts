import type { Billed } from './bill.ts';

/** What was billed while a room of so many viewers was busy. */
export interface RoomBill {
  readonly bill: ReadonlyMap<string, Billed>;
  readonly viewers: number;
  readonly seconds: number;
  /** Messages that were said, the acknowledgements of which are among the socket messages. */
  readonly said: number;
}

/** Lines that grow with the audience; the others are the room's, however many look on. */
const ofViewers = [
  'bytes-out',
  'socket-messages out',
  'socket-connection-minutes',
  'dynamodb-read-units Query',
];

/** Dollars of an hour. */
export interface RoomCost {
  readonly ofRoom: number;
  readonly ofThousandViewers: number;
}

/** Tells the bill of an hour line by line, and what it comes to for larger audiences. */
export const tellBill = ({ bill, viewers, seconds, said }: RoomBill): RoomCost => {
  const hour = 3600 / seconds;
  const acknowledgements = said / 1_000_000;
  const perThousand = (dollars: number): number => (dollars * hour * 1000) / viewers;
  let ofRoom = acknowledgements * hour;
  let ofThousandViewers = -perThousand(acknowledgements);
  for (const [name, { quantity, dollars }] of bill) {
    const grows = ofViewers.includes(name);
    if (grows) ofThousandViewers += perThousand(dollars);
    else ofRoom += dollars * hour;
    console.log(
      `  ${name}: ${(quantity / seconds).toFixed(1)} a second, ${grows ? `$${perThousand(dollars).toFixed(2)} for 1,000 viewer-hours` : `$${(dollars * hour).toFixed(3)} for an hour of the room`}`,
    );
  }
  console.log(
    `an hour of the room $${ofRoom.toFixed(2)} (acknowledgements of messages among it), 1,000 viewer-hours $${ofThousandViewers.toFixed(2)}`,
  );
  for (const audience of [1_000, 10_000, 100_000]) {
    const total = ofThousandViewers + (ofRoom * 1000) / audience;
    console.log(
      `  ${audience.toLocaleString('en')} viewers: ${ofThousandViewers.toFixed(2)} + ${ofRoom.toFixed(2)} x 1,000 / ${audience} = $${total.toFixed(2)} for 1,000 viewer-hours`,
    );
  }
  return { ofRoom, ofThousandViewers };
};
