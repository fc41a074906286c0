package io.brokerway.kit.pacing;

import java.util.Arrays;

/** Moments in ascending order, added at the end and forgotten at the front: a ring that grows. */
final class Departures {
  private long[] ring = new long[8];
  private int first;
  private int size;

  int size() {
    return size;
  }

  long get(int index) {
    return ring[(first + index) % ring.length];
  }

  void add(long moment) {
    if (size == ring.length) {
      grow();
    }
    ring[(first + size) % ring.length] = moment;
    size++;
  }

  void forgetUntil(long now) {
    while (size > 0 && ring[first] <= now) {
      first = (first + 1) % ring.length;
      size--;
    }
  }

  private void grow() {
    var larger = Arrays.copyOfRange(ring, first, first + ring.length * 2);
    System.arraycopy(ring, 0, larger, ring.length - first, first);
    ring = larger;
    first = 0;
  }
}
