package io.brokerway.exchange;

import io.brokerway.broker.VenueArchive;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An archive that lasts as long as its process. Thread-safe. */
final class InMemoryArchive implements VenueArchive {
  private static final int KEPT_SNAPSHOTS = 2;

  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>(Comparator.reverseOrder());
  private final Map<Place, TreeMap<Long, Item>> items = new HashMap<>();
  private final Map<Name, Item> byKey = new HashMap<>();
  private final Map<Name, Item> byAlias = new HashMap<>();

  private record Place(String shelf, String owner) {}

  /** A key has no owner. */
  private record Name(String shelf, String owner, String text) {}

  @Override
  public synchronized void file(List<Item> filed) {
    for (var item : filed) {
      var place =
          items.computeIfAbsent(new Place(item.shelf(), item.owner()), _ -> new TreeMap<>());
      if (place.putIfAbsent(item.number(), item) == null) {
        name(item);
      }
    }
  }

  private void name(Item item) {
    byKey.put(new Name(item.shelf(), "", item.key()), item);
    var alias = item.alias();
    if (alias != null) {
      byAlias.merge(
          new Name(item.shelf(), item.owner(), alias),
          item,
          (one, other) -> one.number() > other.number() ? one : other);
    }
  }

  @Override
  public synchronized void keep(Snapshot snapshot) {
    snapshots.put(snapshot.position(), snapshot);
    while (snapshots.size() > KEPT_SNAPSHOTS) {
      snapshots.pollLastEntry();
    }
  }

  @Override
  public synchronized List<Snapshot> snapshots() {
    return List.copyOf(snapshots.values());
  }

  @Override
  public synchronized Optional<byte[]> find(String shelf, String key) {
    return Optional.ofNullable(byKey.get(new Name(shelf, "", key))).map(Item::bytes);
  }

  @Override
  public synchronized Optional<byte[]> findByAlias(String shelf, String owner, String alias) {
    return Optional.ofNullable(byAlias.get(new Name(shelf, owner, alias))).map(Item::bytes);
  }

  @Override
  public synchronized List<Item> after(
      String shelf, String owner, long number, Instant since, int limit) {
    return items
        .getOrDefault(new Place(shelf, owner), new TreeMap<>())
        .tailMap(number, false)
        .values()
        .stream()
        .filter(item -> !item.at().isBefore(since))
        .limit(limit)
        .toList();
  }
}
