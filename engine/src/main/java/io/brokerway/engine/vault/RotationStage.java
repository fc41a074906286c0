package io.brokerway.engine.vault;

/** The steps of a rotation, in their order. After each it can be cut off and taken up again. */
public enum RotationStage {
  /** It is recorded, with the version that is to come. */
  BEGUN,
  /** The key file holds the new version, so that every process can read what it will wrap. */
  VERSION_ADDED,
  /** The new version wraps. */
  VERSION_IN_USE,
  /** Nobody wraps with an old version any more. */
  WRITERS_PASSED,
  /** Some keys were moved to the new version; reached many times. */
  MOVING,
  /** Every secret was read with the new version alone. */
  CHECKED,
  /** The key file holds the new version alone. */
  OLD_RETIRED,
  /** It is recorded as done. */
  ENDED
}
