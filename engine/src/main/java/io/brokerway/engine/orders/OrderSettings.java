package io.brokerway.engine.orders;

import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.OrderType;
import io.brokerway.engine.orders.core.Recovery;
import java.time.Duration;

/**
 * How orders are sent and settled.
 *
 * @param marketMaxAge how old an order without a price limit may be when its first byte is sent
 * @param limitMaxAge the same for all others
 * @param recovery the waits between look-ups of an unknown order
 * @param notSentRetry the least wait before an unsent command is tried again
 * @param poll how often the database is asked for what no hint told of
 * @param openPoll how often open orders are read while the stream is down
 * @param openPollWithStream how often they are read although the stream is up
 * @param executionWait how long executions may lag behind the broker's count of them
 * @param leaseMargin how long this node's lease must still hold when a first byte is sent
 * @param clockMargin how much broker and gateway clocks may differ when a balance read is judged to
 *     be later than an acknowledgement
 * @param poisonAfter throws after which a command waits for a person
 * @param cancelLateArrivals whether an order that appears after its final state is canceled
 * @param forcedEnd how long a forced end of a connection waits for its cancels to be proven
 * @param mostPerPoll queued commands that one poll reads
 * @param dispatch whether commands are sent at all; off only to measure intake
 */
public record OrderSettings(
    Duration marketMaxAge,
    Duration limitMaxAge,
    Recovery.Waits recovery,
    Duration notSentRetry,
    Duration poll,
    Duration openPoll,
    Duration openPollWithStream,
    Duration executionWait,
    Duration leaseMargin,
    Duration clockMargin,
    int poisonAfter,
    boolean cancelLateArrivals,
    Duration forcedEnd,
    int mostPerPoll,
    boolean dispatch) {

  public static final OrderSettings DEFAULTS =
      new OrderSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          new Recovery.Waits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30)),
          Duration.ofMillis(250),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(3),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          3,
          true,
          Duration.ofSeconds(10),
          2_000,
          true);

  public OrderSettings {
    if (mostPerPoll < 1) {
      throw new IllegalArgumentException("mostPerPoll must be at least 1, not " + mostPerPoll);
    }
    if (poisonAfter < 1) {
      throw new IllegalArgumentException("poisonAfter must be at least 1, not " + poisonAfter);
    }
  }

  /** The same with every wait divided: for the fault rig, which runs at one twentieth. */
  public OrderSettings faster(int times) {
    return new OrderSettings(
        marketMaxAge.dividedBy(times),
        limitMaxAge.dividedBy(times),
        new Recovery.Waits(
            recovery.firstLookUp().dividedBy(times),
            recovery.between().dividedBy(times),
            recovery.longest().dividedBy(times)),
        notSentRetry.dividedBy(times),
        poll.dividedBy(times),
        openPoll.dividedBy(times),
        openPollWithStream.dividedBy(times),
        executionWait.dividedBy(times),
        leaseMargin,
        clockMargin.dividedBy(times),
        poisonAfter,
        cancelLateArrivals,
        forcedEnd,
        mostPerPoll,
        dispatch);
  }

  /** The same with sending on or off. */
  public OrderSettings dispatching(boolean on) {
    return new OrderSettings(
        marketMaxAge,
        limitMaxAge,
        recovery,
        notSentRetry,
        poll,
        openPoll,
        openPollWithStream,
        executionWait,
        leaseMargin,
        clockMargin,
        poisonAfter,
        cancelLateArrivals,
        forcedEnd,
        mostPerPoll,
        on);
  }

  /** The same with another span for a forced end, and another page of the poll. */
  OrderSettings with(Duration forced, int perPoll) {
    return new OrderSettings(
        marketMaxAge,
        limitMaxAge,
        recovery,
        notSentRetry,
        poll,
        openPoll,
        openPollWithStream,
        executionWait,
        leaseMargin,
        clockMargin,
        poisonAfter,
        cancelLateArrivals,
        forced,
        perPoll,
        dispatch);
  }

  Duration maxAgeOf(OrderTerms terms) {
    var market =
        terms.type() == OrderType.MARKET
            || terms.type() == OrderType.MARKET_ON_OPEN
            || terms.type() == OrderType.MARKET_ON_CLOSE;
    return market ? marketMaxAge : limitMaxAge;
  }
}
