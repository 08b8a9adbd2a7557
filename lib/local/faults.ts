/**
 * The seam where failures will be caused on purpose. A method that rejects makes the call or the delivery fail; one that takes
 * its time delays it. Absent methods do nothing.
 */
export interface Faults {
  /** Before a function's call to AWS is carried out. */
  readonly beforeAwsCall?: (call: {
    function: string | undefined;
    service: string;
    operation: string;
  }) => Promise<void>;
  /** Before an event is handed to a function, or a frame to a connection. */
  readonly beforeDelivery?: (delivery: { to: 'function' | 'connection'; name: string }) => Promise<void>;
}
