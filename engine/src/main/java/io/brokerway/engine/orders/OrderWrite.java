package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.engine.orders.core.CommandKind;
import io.brokerway.engine.orders.core.Input;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that changes an order that is there. */
sealed interface OrderWrite {

  AccountRef account();

  /**
   * Inputs for one order, in their order.
   *
   * @param lease under which a lane writes; absent for what no lane does
   */
  record Steps(AccountRef account, Locator where, List<Input> inputs, @Nullable Lease lease)
      implements OrderWrite {}

  /**
   * A new replace or cancel of a client.
   *
   * @param change present exactly for a replace
   * @param clientOrderId for a replace the id that the broker shall see
   * @param extraCash what a replace binds beyond the order; negative if it binds less
   * @param refusals found so far; the command is stored as denied if there are any
   * @param sendBefore when it grows too old; absent for a cancel
   */
  record NewCommand(
      AccountRef account,
      UUID order,
      KeyScope scope,
      Fingerprint fingerprint,
      String actor,
      CommandKind kind,
      @Nullable OrderChange change,
      @Nullable String clientOrderId,
      BigDecimal extraCash,
      List<Refusal> refusals,
      @Nullable Instant sendBefore,
      UUID lane,
      int partition,
      Instant at)
      implements OrderWrite {}

  /** How an order is found. */
  sealed interface Locator {
    record ById(UUID order) implements Locator {}

    /**
     * By the broker's id, else by ours.
     *
     * @param report from which an order is imported that is not ours; absent to import none
     */
    record ByBroker(
        String brokerOrderId,
        @Nullable String replaces,
        @Nullable String clientOrderId,
        @Nullable OrderReport report)
        implements Locator {}
  }

  /** The fence under which a lane's partition was owned. */
  record Lease(int partition, long fence) {}
}
