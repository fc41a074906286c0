package io.brokerway.simulators.alpaca;

/** How the messages of a stream travel. */
enum Frames {
  TEXT,
  /** JSON in binary frames, as the paper trade stream does. */
  BINARY_JSON,
  /** MessagePack in binary frames, for clients whose handshake says so. */
  MESSAGE_PACK
}
