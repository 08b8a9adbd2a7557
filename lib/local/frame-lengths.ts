/** Bytes of the longest frame that API Gateway takes; a longer message must come in several frames. */
export const largestFrame = 32 * 1024;

/**
 * Follows the frames of a WebSocket byte stream by their headers (RFC 6455, 5.2), because `ws` shows messages only.
 * @param tooLong called once, when a frame is longer than API Gateway takes
 * @returns takes each chunk of the stream
 */
export const watchFrameLengths = (tooLong: () => void): ((chunk: Buffer) => void) => {
  let header = Buffer.alloc(0);
  let skip = 0;
  let done = false;
  return chunk => {
    let rest = chunk;
    while (rest.length > 0 && !done) {
      const skipped = Math.min(skip, rest.length);
      skip -= skipped;
      header = Buffer.concat([header, rest.subarray(skipped)]);
      rest = Buffer.alloc(0);
      const frame = readHeader(header);
      if (skip > 0 || !frame) return;
      done = frame.payload > largestFrame;
      if (done) tooLong();
      rest = header.subarray(frame.headerBytes);
      skip = frame.payload;
      header = Buffer.alloc(0);
    }
  };
};

const readHeader = (bytes: Buffer): { headerBytes: number; payload: number } | undefined => {
  if (bytes.length < 2) return undefined;
  const second = bytes.readUInt8(1);
  const mask = second & 0x80 ? 4 : 0;
  const short = second & 0x7f;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + extra + mask) return undefined;
  const payload =
    extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return { headerBytes: 2 + extra + mask, payload };
};
