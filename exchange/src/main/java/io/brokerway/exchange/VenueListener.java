package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who hears of changes, after they are durable. Called by one thread at a time, in the order in
 * which things happened; a slow listener delays nobody but itself.
 */
public interface VenueListener {

  /** What happened to an order. FIX ExecType(150). */
  enum OrderEvent {
    NEW,
    /** Waits for its entry. */
    HELD,
    /** A leg began to work. */
    ACTIVATED,
    PARTIAL_FILL,
    FILL,
    CANCELED,
    EXPIRED,
    /** The old order of a replace. */
    REPLACED,
    /** The new order of a replace. */
    REPLACEMENT,
    /** A stop was seen. */
    TRIGGERED,
    /** A trailing stop moved. */
    TRAILED,
    /** The venue changed its quantity, since its sibling filled in part. */
    RESTATED
  }

  /**
   * @param order as it stood right after the event
   * @param execution present exactly for {@link OrderEvent#PARTIAL_FILL} and {@link
   *     OrderEvent#FILL}
   */
  void onOrder(OrderEvent event, VenueOrder order, @Nullable VenueExecution execution);

  /** Cash or holdings of an account changed, by a fill or otherwise. */
  default void onTransaction(VenueTransaction transaction) {}

  /** An account was opened. */
  default void onAccountOpened(AccountKey account) {}

  /** The listener fell too far behind and missed what happened since a moment. */
  default void onGap(Instant since) {}
}
