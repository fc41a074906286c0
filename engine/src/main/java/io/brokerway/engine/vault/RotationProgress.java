package io.brokerway.engine.vault;

/** Hears how far a rotation is. */
@FunctionalInterface
public interface RotationProgress {
  /**
   * A step was done.
   *
   * @param done the keys under the new version
   * @param total all keys, as they were counted when the rotation began to move them
   */
  void reached(RotationStage stage, long done, long total);
}
