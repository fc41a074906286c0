package io.brokerway.exchange;

import io.brokerway.broker.VenueJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A journal that lasts as long as its process. Thread-safe. */
public final class InMemoryJournal implements VenueJournal {
  private final List<byte[]> entries = new ArrayList<>();

  @Override
  public synchronized long append(List<byte[]> newEntries) {
    newEntries.forEach(entry -> entries.add(entry.clone()));
    return entries.size();
  }

  @Override
  public void readAfter(long position, Consumer<Entry> reader) {
    var next = position;
    for (var entry : copyAfter(position)) {
      next++;
      reader.accept(new Entry(next, entry.clone()));
    }
  }

  private synchronized List<byte[]> copyAfter(long position) {
    return List.copyOf(entries.subList((int) Math.min(position, entries.size()), entries.size()));
  }
}
