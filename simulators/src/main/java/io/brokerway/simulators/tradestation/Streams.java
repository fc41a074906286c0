package io.brokerway.simulators.tradestation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The streams that are open now, and what is done to them on purpose. Thread-safe. */
final class Streams {
  /** Of the order streams, of those by id and of the position streams each. */
  private static final int MOST_OF_A_KIND = 40;

  private record Open(JsonStream stream, String kind, String caller) {}

  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private int duplicatesLeft;

  /**
   * Lets a stream in.
   *
   * @throws Refusal if the caller has too many of its kind
   */
  synchronized void add(JsonStream stream, String kind, String caller) {
    var same =
        open.stream()
            .filter(other -> other.kind().equals(kind) && other.caller().equals(caller))
            .count();
    if (same >= MOST_OF_A_KIND) {
      stream.close();
      throw Refusal.tooFast();
    }
    open.add(new Open(stream, kind, caller));
  }

  void remove(JsonStream stream) {
    open.removeIf(other -> other.stream() == stream);
  }

  int count() {
    return open.size();
  }

  int dropAll() {
    return each(JsonStream::drop);
  }

  int freezeAll() {
    return each(JsonStream::freeze);
  }

  int goAwayAll() {
    return each(JsonStream::goAway);
  }

  /** Says something that no protocol allows. */
  int garble(String text) {
    return each(stream -> stream.sayRaw((text + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  synchronized void duplicateNext(int messages) {
    duplicatesLeft = messages;
  }

  /** How often the next message is said. */
  synchronized int copies() {
    if (duplicatesLeft == 0) {
      return 1;
    }
    duplicatesLeft--;
    return 2;
  }

  private int each(Consumer<JsonStream> action) {
    var all = List.copyOf(open);
    all.forEach(one -> action.accept(one.stream()));
    return all.size();
  }
}
