package io.brokerway.engine.vault;

import java.util.Set;

/**
 * What a rotation did.
 *
 * @param version the version that wraps now, and the only one left
 * @param takenUp whether it went on with one that had been cut off
 * @param keys the connections' keys that were read with the new version
 * @param secrets the secrets that were read
 * @param retired the versions that left the key file
 */
public record RotationReport(
    int version,
    RotationDepth depth,
    boolean takenUp,
    long keys,
    long secrets,
    Set<Integer> retired) {
  public RotationReport {
    retired = Set.copyOf(retired);
  }
}
