package io.brokerway.engine.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a log entry.
 *
 * <p>Canonical bytes of an entry: its fields in the order time, tenant, user, account, type,
 * subject, sequence, actor, version, payload; each as text in UTF-8 after its length in bytes (4
 * bytes, big-endian), an absent one as the length {@code 0xFFFFFFFF} alone. The time is decimal
 * microseconds since 1970, the account a lower-case UUID, numbers are decimal.
 *
 * <p>Content is the SHA-256 of the canonical bytes; the entry's hash is {@code SHA-256(hash before
 * || position || content)} with the position as 8 bytes, big-endian. The first entry of a tenant
 * has 32 zero bytes before it. The SQL function {@code tail_append} chains in the same way.
 */
public final class EntryHash {
  private static final int ABSENT = -1;

  private EntryHash() {}

  /** What stands before a tenant's first entry. */
  public static byte[] origin() {
    return new byte[32];
  }

  /** The hash over the entry's own fields. */
  public static byte[] content(Instant recordedAt, Fact fact) {
    var digest = sha256();
    add(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt)));
    add(digest, fact.tenant().value());
    add(digest, fact.userId());
    add(digest, fact.accountId() == null ? null : fact.accountId().toString());
    add(digest, fact.type());
    add(digest, fact.subject());
    add(digest, Long.toString(fact.sequence()));
    add(digest, fact.actor());
    add(digest, Integer.toString(fact.version()));
    add(digest, fact.payload());
    return digest.digest();
  }

  /** The hash of the entry in its chain. */
  public static byte[] chained(byte[] before, long position, byte[] content) {
    var digest = sha256();
    digest.update(before);
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
    digest.update(content);
    return digest.digest();
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(ABSENT).flip());
      return;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
