package io.brokerway.broker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside a venue's journal: snapshots of its state, so that a start need not read every
 * entry, and items that will never change again, so that a venue need not keep them in memory. All
 * of it can be made again from the journal. What writes throws {@link BrokerException.Unavailable}
 * if it is not kept, or if another process has the journal now. Thread-safe.
 */
public interface VenueArchive {

  /** A venue's state after an entry, as bytes of its own form. */
  record Snapshot(long position, byte[] bytes) {}

  /**
   * An item.
   *
   * @param shelf the kind of it, such as {@code order}
   * @param owner whose it is, such as an account
   * @param number orders the items of an owner on a shelf; unique there
   * @param key its id, unique on its shelf
   * @param alias another name of it with its owner; absent if none. Of several items with one alias
   *     that of the highest number counts
   * @param at when it happened
   */
  record Item(
      String shelf,
      String owner,
      long number,
      String key,
      @Nullable String alias,
      Instant at,
      byte[] bytes) {}

  /** Keeps items; one that is there already stays as it is. */
  void file(List<Item> items);

  /** Keeps a snapshot; older ones than the newest few are dropped. */
  void keep(Snapshot snapshot);

  /** The snapshots that are kept, the newest first. */
  List<Snapshot> snapshots();

  Optional<byte[]> find(String shelf, String key);

  Optional<byte[]> findByAlias(String shelf, String owner, String alias);

  /**
   * At most {@code limit} items of an owner with a higher number that happened at a moment or
   * later, by number.
   */
  List<Item> after(String shelf, String owner, long number, Instant since, int limit);
}
