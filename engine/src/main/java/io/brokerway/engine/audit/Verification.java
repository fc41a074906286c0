package io.brokerway.engine.audit;

import io.brokerway.engine.storage.TenantId;

/** What the check of a tenant's chain found. */
public sealed interface Verification {
  /**
   * Every entry is as it was written and none is missing.
   *
   * @param entries how many were checked
   */
  record Intact(TenantId tenant, long entries) implements Verification {}

  /**
   * The chain is broken.
   *
   * @param position the first entry that does not fit
   * @param problem what is wrong with it
   */
  record Broken(TenantId tenant, long position, String problem) implements Verification {}
}
