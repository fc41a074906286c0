package io.brokerway.simulators.alpaca;

import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.Venue;
import io.brokerway.exchange.VenueTransaction;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v2/wallets/transfers}: coins that came from outside or went there. */
final class WalletApi {
  private static final int BATCH = 1_000;

  private final Venue venue;

  WalletApi(Venue venue) {
    this.venue = venue;
  }

  /** Whether an entry of the ledger is such a transfer, and no activity. */
  static boolean isTransfer(VenueTransaction transaction) {
    var listed = transaction.listed();
    var moves =
        transaction.type() == TransactionType.TRANSFER_IN
            || transaction.type() == TransactionType.TRANSFER_OUT;
    return moves && listed != null && listed.isCrypto();
  }

  /** All transfers, the newest first. */
  HttpReply transfers(Holder holder) {
    var answer = Json.array();
    transactions(holder).reversed().forEach(transaction -> answer.add(json(transaction)));
    return HttpReply.json(200, answer);
  }

  HttpReply transfer(Holder holder, String id) {
    return transactions(holder).stream()
        .filter(transaction -> transaction.id().equals(id))
        .findFirst()
        .map(transaction -> HttpReply.json(200, json(transaction)))
        .orElseThrow(() -> Refusal.notFound("transfer not found for " + id));
  }

  private List<VenueTransaction> transactions(Holder holder) {
    var found = new ArrayList<VenueTransaction>();
    var batch = venue.transactions(holder.key(), 0, BATCH);
    while (!batch.isEmpty()) {
      batch.stream().filter(WalletApi::isTransfer).forEach(found::add);
      batch = venue.transactions(holder.key(), batch.getLast().sequence(), BATCH);
    }
    return found;
  }

  private static ObjectNode json(VenueTransaction transaction) {
    var listed = transaction.listed();
    var quantity = transaction.quantity();
    var price = transaction.price();
    if (listed == null || quantity == null || price == null) {
      throw new IllegalStateException("a transfer of nothing: " + transaction.id());
    }
    var comes = quantity.signum() > 0;
    var own = address("wallet", transaction.account().value() + listed.symbol());
    var other = address("other", transaction.id());
    return Json.object()
        .put("id", transaction.id())
        .put("direction", comes ? "INCOMING" : "OUTGOING")
        .put("amount", Amounts.plain(quantity.abs()))
        .put("usd_value", dollars(quantity.abs().multiply(price)))
        .put("chain", coin(listed))
        .put("asset", coin(listed))
        .put("from_address", comes ? other : own)
        .put("to_address", comes ? own : other)
        .put("status", "COMPLETE")
        .put("tx_hash", address("hash", transaction.id()))
        .put("fees", "0")
        .put("network_fee", "0")
        .put("created_at", Amounts.time(transaction.at()));
  }

  private static String coin(Listed listed) {
    return Assets.symbol(listed).split("/", 2)[0];
  }

  private static String dollars(BigDecimal amount) {
    return Amounts.plain(amount.setScale(2, RoundingMode.HALF_UP));
  }

  /** Made up, and the same each time. */
  private static String address(String kind, String of) {
    var name = "alpaca:%s:%s".formatted(kind, of).getBytes(StandardCharsets.UTF_8);
    return "0x" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }
}
