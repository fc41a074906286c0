package io.brokerway.engine.portfolio;

/** Hears of every sync of an account once it is stored; must be quick and must not throw. */
@FunctionalInterface
public interface SyncListener {
  void ran(AccountRef account, SyncRunView run);
}
