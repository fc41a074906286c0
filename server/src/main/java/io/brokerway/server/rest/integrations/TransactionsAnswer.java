package io.brokerway.server.rest.integrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.Money;
import io.brokerway.engine.portfolio.TransactionView;
import io.brokerway.server.json.JsonDecimal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of an account, the newest first.
 *
 * @param nextPageToken only if there are more: send it as {@code page_token}
 */
record TransactionsAnswer(
    boolean success,
    @JsonProperty("account_id") UUID accountId,
    @JsonProperty("brokerage_name") String brokerageName,
    List<TransactionItem> transactions,
    @JsonProperty("next_page_token") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String nextPageToken,
    Instant timestamp) {

  /**
   * A transaction.
   *
   * @param transactionId the brokerage's id; ours where it gives none
   * @param quantity null where no holding changes
   * @param amount positive in the direction that the type names: a buy's cost, a sell's proceeds
   * @param fees null if the brokerage tells them elsewhere
   */
  record TransactionItem(
      @JsonProperty("transaction_id") String transactionId,
      @JsonProperty("transaction_type") TransactionKind transactionType,
      @Nullable String symbol,
      @Nullable JsonDecimal quantity,
      @Nullable JsonDecimal price,
      @Nullable JsonDecimal amount,
      @Nullable JsonDecimal fees,
      @JsonProperty("transaction_date") Instant transactionDate,
      @JsonProperty("created_at") Instant createdAt) {

    static TransactionItem of(TransactionView view) {
      var booked = view.transaction();
      var kind = TransactionKind.of(booked.type());
      var instrument = booked.instrument();
      return new TransactionItem(
          booked.brokerId() == null ? view.id().toString() : booked.brokerId(),
          kind,
          instrument == null ? null : instrument.symbol(),
          JsonDecimal.quantity(kind.quantity(booked.quantity())),
          JsonDecimal.money(booked.price()),
          JsonDecimal.money(kind.amount(value(booked.amount()))),
          JsonDecimal.money(value(booked.fee())),
          Moments.of(booked.occurredAt()),
          Moments.of(view.createdAt()));
    }

    private static @Nullable BigDecimal value(@Nullable Money money) {
      return money == null ? null : money.amount();
    }
  }
}
