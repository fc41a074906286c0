package io.brokerway.brokers.__package__;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What __Title__ sends, in its own spelling; a field that may be missing is nullable. */
final class __Name__Wire {
  private __Name__Wire() {}

  record Accounts(@Nullable List<Account> accounts) {}

  record Account(@Nullable String id, @Nullable String number) {}
}
