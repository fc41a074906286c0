package io.brokerway.conformance;

/** What happens to a stream. */
public enum StreamTrouble {
  /** The connections are cut. */
  DROP,
  /** The connections stand, and nothing comes any more, no sign of life either. */
  FREEZE,
  /** Every message of the next order comes twice. */
  DUPLICATE,
  /** A message comes that nobody can read. */
  GARBAGE
}
