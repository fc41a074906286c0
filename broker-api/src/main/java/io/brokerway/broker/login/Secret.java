package io.brokerway.broker.login;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Something that must not be seen: a key, a token, a password. It lives outside the Java heap, so a
 * heap dump does not show it; it has no text form, no serial form and is compared in constant time.
 *
 * <p>Thread-safe. Closing wipes it; a later use throws {@link IllegalStateException}.
 */
public final class Secret implements AutoCloseable {
  private final MemorySegment memory;
  private boolean closed;

  private Secret(byte[] bytes) {
    memory = Arena.ofAuto().allocate(Math.max(1, bytes.length)).asSlice(0, bytes.length);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
  }

  /** Copies the bytes; the caller wipes its own. */
  public static Secret of(byte[] bytes) {
    return new Secret(bytes);
  }

  /** Copies a text as UTF-8. The text itself stays where it was: keep its life short. */
  public static Secret of(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new Secret(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Lends a copy of the bytes to one use and wipes it afterwards. */
  public <R> R use(Function<byte[], R> use) {
    var bytes = copy();
    try {
      return use.apply(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * The secret as text, for a header or a form that must carry it: do not keep what this returns.
   */
  public String reveal() {
    return use(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** An independent copy, which outlives this one's wiping. */
  public Secret copied() {
    return use(Secret::of);
  }

  public boolean isEmpty() {
    return memory.byteSize() == 0;
  }

  private synchronized byte[] copy() {
    if (closed) {
      throw new IllegalStateException("the secret was wiped");
    }
    return memory.toArray(ValueLayout.JAVA_BYTE);
  }

  /** Wipes it. */
  @Override
  public synchronized void close() {
    memory.fill((byte) 0);
    closed = true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && use(mine -> that.use(theirs -> MessageDigest.isEqual(mine, theirs)));
  }

  /** Of the length alone: a hash of the content would tell something of it. */
  @Override
  public int hashCode() {
    return Long.hashCode(memory.byteSize());
  }

  @Override
  public String toString() {
    return "Secret[hidden]";
  }
}
