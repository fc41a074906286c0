package io.brokerway.conformance;

import io.brokerway.broker.BrokerFactory;
import io.brokerway.broker.BrokerSettings;
import io.brokerway.broker.Environment;
import io.brokerway.broker.VenueJournal;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderLeg;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A broker's simulator as the suite drives it, with the adapter that is led to it. Whoever writes
 * one joins the suite. Its market is open and has plenty on offer until {@link #offer} says else.
 *
 * <p>What a simulator cannot do throws {@link CannotSimulate}, as every default here does: a case
 * that needs it fails, unless the adapter does not declare what the case is about.
 */
public interface SimulatedBroker extends AutoCloseable {

  /** What the adapter is held against, for the list of brokers: one phrase. */
  String description();

  /** The adapter: always the same instance. */
  BrokerFactory adapter();

  /** The settings that lead the adapter to the simulator. */
  BrokerSettings settings();

  /** The time of simulator and adapter alike. */
  Clock clock();

  /**
   * Whether the adapter reaches the broker over a network. A venue inside the process has no
   * replies to lose: cases of faults on the wire do not apply to it.
   */
  default boolean isOverNetwork() {
    return true;
  }

  /**
   * A figure that grows with every byte that the adapter sends, or, without a network, with
   * everything that the venue keeps. {@link Wiretap} counts for any simulator that listens on TCP.
   */
  long traffic();

  /** Opens an account with so much cash in its own currency, and a user who can log in to it. */
  SimulatedAccount openAccount(LoginOption option, Environment environment, BigDecimal cash);

  /**
   * An instrument of a class, with sizes and prices that fit it now. Asked for each declared class.
   */
  Specimen specimen(AssetClass assetClass);

  /** Orders that the broker refuses, by cause: at least one for each cause that it documents. */
  List<RefusedOrder> refusedOrders();

  /** The {@code parameters} that an order of a type needs; none for most. */
  default Map<String, String> parameters(OrderType type) {
    return Map.of();
  }

  /** Two legs that the broker takes as one order, both of them opening. */
  default List<OrderLeg> legs() {
    throw new CannotSimulate("a multi-leg order");
  }

  /**
   * Whether a trouble can befall a call at all by the broker's protocol: a reply that has no body
   * cannot be cut short. No case is made of what cannot; whether the simulator is able to is
   * another question.
   */
  default boolean canBefall(BrokerCall call, Trouble trouble) {
    return true;
  }

  /** Spoils the next call of a kind, once. */
  default void spoil(BrokerCall call, Trouble trouble) {
    throw new CannotSimulate("%s on %s".formatted(trouble, call));
  }

  /** Spoils the streams that are open now. */
  default void spoilStreams(StreamTrouble trouble) {
    throw new CannotSimulate("%s on a stream".formatted(trouble));
  }

  /** Takes back what waits to be spoiled, and opens the market again; asked after every case. */
  default void heal() {}

  /**
   * Offers so many units of every instrument at its best prices; who took them finds nothing more
   * until the next call.
   */
  default void offer(BigDecimal units) {
    throw new CannotSimulate("a market with %s units on offer".formatted(units));
  }

  /**
   * Moves the broker's time to a moment when orders of a time in force and a session are taken,
   * where the open market takes none: those for the next opening.
   */
  default void moveTo(TimeInForce timeInForce, TradingSession session) {}

  /** Moves the broker's time on; what ends in that span ends. */
  default void advance(Duration time) {
    throw new CannotSimulate("%s passing".formatted(time));
  }

  /** The journal of an adapter that is its own venue. */
  default VenueJournal journal(String name) {
    throw new CannotSimulate("a journal");
  }

  @Override
  void close();
}
