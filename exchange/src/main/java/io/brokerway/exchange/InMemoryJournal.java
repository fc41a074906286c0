package io.brokerway.exchange;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.VenueArchive;
import io.brokerway.broker.VenueJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A journal that lasts as long as its process. Thread-safe. */
public final class InMemoryJournal implements VenueJournal {
  private final List<byte[]> entries = new ArrayList<>();
  private final AtomicBoolean held = new AtomicBoolean();
  private final InMemoryArchive archive;

  public InMemoryJournal() {
    this(new InMemoryArchive());
  }

  InMemoryJournal(InMemoryArchive archive) {
    this.archive = archive;
  }

  @Override
  public Hold hold() {
    return hold(held, "the journal");
  }

  /** Takes what one venue may have; giving it back twice is once. */
  static Hold hold(AtomicBoolean held, String name) {
    if (!held.compareAndSet(false, true)) {
      throw new IllegalStateException(name + " is held by another venue");
    }
    var mine = new AtomicBoolean(true);
    return () -> {
      if (mine.compareAndSet(true, false)) {
        held.set(false);
      }
    };
  }

  @Override
  public synchronized long append(long after, List<byte[]> newEntries) {
    if (after != entries.size()) {
      throw new BrokerException.Unavailable(
          "the journal holds %d entries, not %d".formatted(entries.size(), after));
    }
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

  @Override
  public Optional<VenueArchive> archive() {
    return Optional.of(archive);
  }
}
