package io.brokerway.exchange;

import io.brokerway.broker.VenueArchive;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An archive that lasts as long as its process. Thread-safe. */
final class InMemoryArchive implements VenueArchive {
  private static final int KEPT_SNAPSHOTS = 2;

  private final ArrayDeque<Snapshot> snapshots = new ArrayDeque<>();
  private final Map<String, TreeMap<Long, Item>> items = new TreeMap<>();

  @Override
  public synchronized void file(List<Item> filed) {
    for (var item : filed) {
      items
          .computeIfAbsent(place(item.shelf(), item.owner()), _ -> new TreeMap<>())
          .putIfAbsent(item.number(), item);
    }
  }

  private static String place(String shelf, String owner) {
    return shelf + " " + owner;
  }

  @Override
  public synchronized void keep(Snapshot snapshot) {
    snapshots.removeIf(kept -> kept.position() == snapshot.position());
    snapshots.addFirst(snapshot);
    while (snapshots.size() > KEPT_SNAPSHOTS) {
      snapshots.removeLast();
    }
  }

  @Override
  public synchronized List<Snapshot> snapshots() {
    return snapshots.stream()
        .sorted(Comparator.comparingLong(Snapshot::position).reversed())
        .toList();
  }

  @Override
  public synchronized Optional<byte[]> find(String shelf, String key) {
    return items.values().stream()
        .flatMap(shelved -> shelved.values().stream())
        .filter(item -> item.shelf().equals(shelf) && item.key().equals(key))
        .map(Item::bytes)
        .findFirst();
  }

  @Override
  public synchronized Optional<byte[]> findByAlias(String shelf, String owner, String alias) {
    return items
        .getOrDefault(place(shelf, owner), new TreeMap<>())
        .descendingMap()
        .values()
        .stream()
        .filter(item -> alias.equals(item.alias()))
        .map(Item::bytes)
        .findFirst();
  }

  @Override
  public synchronized List<Item> after(
      String shelf, String owner, long number, Instant since, int limit) {
    return items
        .getOrDefault(place(shelf, owner), new TreeMap<>())
        .tailMap(number, false)
        .values()
        .stream()
        .filter(item -> !item.at().isBefore(since))
        .limit(limit)
        .toList();
  }
}
