package io.brokerway.engine.portfolio;

import io.brokerway.broker.Money;
import io.brokerway.broker.account.Transaction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The identity of transactions: the broker's id, else a hash of the content with the number of its
 * occurrence. Equal contents have equal times, so a read that starts at some time has either all of
 * them or none, and the numbers come out the same each time.
 */
final class TransactionKeys {

  /** A transaction with its identity. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, never handed out.
  record Keyed(String key, byte[] contentHash, Transaction transaction) {}

  private TransactionKeys() {}

  /** The transactions by key, in their order; of two with one broker id the later one counts. */
  static Map<String, Keyed> of(List<Transaction> transactions) {
    var keyed = new LinkedHashMap<String, Keyed>();
    var occurrences = new HashMap<String, Integer>();
    for (var transaction : transactions) {
      var hash = hash(transaction);
      var brokerId = transaction.brokerId();
      String key;
      if (brokerId != null) {
        key = "id:" + brokerId;
      } else {
        var content = HexFormat.of().formatHex(hash);
        key = "content:%s:%d".formatted(content, occurrences.merge(content, 1, Integer::sum));
      }
      keyed.put(key, new Keyed(key, hash, transaction));
    }
    return keyed;
  }

  private static byte[] hash(Transaction transaction) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(content(transaction).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String content(Transaction t) {
    var instrument = t.instrument();
    var parts =
        new @Nullable Object[] {
          t.type(),
          t.subType(),
          instrument == null ? null : instrument.key(),
          number(t.quantity()),
          number(t.price()),
          money(t.amount()),
          money(t.fee()),
          t.brokerOrderId(),
          number(t.cumulativeQuantity()),
          t.occurredAt(),
          t.dateOnly(),
          t.settlementDate(),
          t.description(),
          t.status(),
          t.amends()
        };
    var content = new StringBuilder();
    for (var part : parts) {
      var text = part == null ? "-" : part.toString();
      content.append(text.length()).append(':').append(text);
    }
    return content.toString();
  }

  private static @Nullable String number(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String money(@Nullable Money money) {
    return money == null ? null : number(money.amount()) + " " + money.currency();
  }
}
