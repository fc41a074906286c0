package io.brokerway.engine.orders.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.Execution;
import io.brokerway.broker.order.FillIdentity;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderReport;
import io.brokerway.broker.order.OrderStatus;
import io.brokerway.broker.order.RejectReason;
import io.brokerway.broker.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random lives: a true history of an order at its broker, of which messages are lost, doubled and
 * shuffled. Whatever comes, the invariants hold, and once everything was heard the end is the
 * truth.
 */
final class OrderLivesTest {
  private static final int LIVES = 20_000;
  private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");
  private static final AccountKey ACCOUNT = new AccountKey("A1");
  private static final Instrument ACME = Instrument.Equity.us("ACME");
  private static final BigDecimal TOTAL = BigDecimal.TEN;

  /** What truly happened at the broker. */
  private record Truth(
      OrderStatus end, List<Input> messages, BigDecimal filled, BigDecimal value) {}

  @Test
  void everyLifeKeepsItsPromisesAndEndsInTheTruth() {
    var first = 42L;
    for (var seed = first; seed < first + LIVES; seed++) {
      live(seed);
    }
  }

  private static void live(long seed) {
    var random = new Random(seed);
    var identity =
        random.nextBoolean() ? FillIdentity.EXECUTION_ID : FillIdentity.CUMULATIVE_QUANTITY;
    var truth = truth(random, identity);
    var order = placed();
    order = check(seed, order, OrderLifecycle.step(order, new Input.Begin(1, false, START)));
    order =
        check(
            seed,
            order,
            OrderLifecycle.step(order, new Input.Ended(1, answer(random), null, START)));
    for (var message : heard(random, truth)) {
      order = check(seed, order, OrderLifecycle.step(order, message));
    }
    for (var message : truth.messages()) {
      order = check(seed, order, OrderLifecycle.step(order, message));
    }
    var unexplained = new Input.Unexplained("B1", identity, "test", START.plusSeconds(99));
    order = check(seed, order, OrderLifecycle.step(order, unexplained));

    assertThat(order.life().state().name()).as("seed %d", seed).isEqualTo(truth.end().name());
    assertThat(order.life().booked()).as("seed %d", seed).isEqualByComparingTo(truth.filled());
    assertThat(order.life().bookedValue()).as("seed %d", seed).isEqualByComparingTo(truth.value());
    assertThat(order.life().overfill()).as("seed %d", seed).isFalse();
  }

  /** What the answer to the place says: it arrived in every case. */
  private static CommandOutcome answer(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> new CommandOutcome.Accepted("B1", null);
      case 1 -> new CommandOutcome.Unknown("no answer");
      default ->
          new CommandOutcome.Rejected(RejectReason.DUPLICATE_CLIENT_ORDER_ID, "", "id is taken");
    };
  }

  private static Truth truth(Random random, FillIdentity identity) {
    var messages = new ArrayList<Input>();
    var filled = BigDecimal.ZERO;
    var value = BigDecimal.ZERO;
    var second = 1;
    messages.add(report(OrderStatus.NEW, filled, value, second++));
    var fills = random.nextInt(4);
    for (var i = 0; i < fills; i++) {
      var quantity = new BigDecimal(1 + random.nextInt(3));
      var price = new BigDecimal(100 + random.nextInt(5));
      filled = filled.add(quantity);
      value = value.add(quantity.multiply(price));
      messages.add(execution("X" + i, quantity, price, filled, second));
      var status = filled.compareTo(TOTAL) == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
      messages.add(report(status, filled, value, second++));
    }
    if (filled.compareTo(TOTAL) < 0) {
      var end = random.nextBoolean() ? OrderStatus.CANCELED : OrderStatus.EXPIRED;
      messages.add(report(end, filled, value, second));
      return new Truth(end, messages, filled, value);
    }
    assertThat(identity).isNotNull();
    return new Truth(OrderStatus.FILLED, messages, filled, value);
  }

  /** The truth with losses, doubles and a shuffle. */
  private static List<Input> heard(Random random, Truth truth) {
    var heard = new ArrayList<Input>();
    for (var message : truth.messages()) {
      var times = random.nextInt(3);
      for (var i = 0; i < times; i++) {
        heard.add(message);
      }
    }
    Collections.shuffle(heard, random);
    return heard;
  }

  private static OrderAggregate check(long seed, OrderAggregate before, Step step) {
    var after = step.next();
    var sequence = before.life().sequence();
    for (var effect : step.effects()) {
      if (effect instanceof Effect.Tell tell) {
        sequence++;
        assertThat(tell.sequence()).as("no gap, seed %d", seed).isEqualTo(sequence);
      }
    }
    assertThat(after.life().sequence()).as("seed %d", seed).isEqualTo(sequence);
    if (before.life().isFinal()) {
      assertThat(after.life().base())
          .as("final stays, seed %d", seed)
          .isEqualTo(before.life().base());
    }
    assertThat(after.life().cumulative())
        .as("never down, seed %d", seed)
        .isGreaterThanOrEqualTo(before.life().cumulative());
    assertThat(after.life().reservedCash().signum()).as("seed %d", seed).isNotNegative();
    assertThat(after.fills().stream().map(Fill::identity))
        .as("seed %d", seed)
        .doesNotHaveDuplicates();
    return after;
  }

  private static OrderAggregate placed() {
    var place =
        Command.queued(1, CommandKind.PLACE, "C1", null, START.plus(Duration.ofSeconds(5)), START);
    var life =
        OrderLife.begun(OrderState.PENDING_NEW, Side.BUY, TOTAL, new BigDecimal("1000"), 1, START);
    return new OrderAggregate(life, List.of(place), List.of(), List.of());
  }

  private static Input report(OrderStatus status, BigDecimal filled, BigDecimal value, int second) {
    var average = filled.signum() == 0 ? null : Prices.average(value, filled);
    var time = START.plusSeconds(second);
    return new Input.Reported(
        new OrderReport(
            ACCOUNT,
            "B1",
            "C1",
            OrderClass.SIMPLE,
            ACME,
            Side.BUY,
            null,
            TOTAL,
            null,
            status,
            filled,
            average,
            null,
            null,
            "",
            START,
            time,
            List.of()),
        time);
  }

  private static Input execution(
      String id, BigDecimal quantity, BigDecimal price, BigDecimal cumulative, int second) {
    return new Input.Executed(
        new Execution(
            Execution.Kind.FILL,
            ACCOUNT,
            "B1",
            id,
            null,
            ACME,
            Side.BUY,
            quantity,
            price,
            cumulative,
            null,
            START.plusSeconds(second),
            "stream",
            false),
        FillIdentity.CUMULATIVE_QUANTITY,
        START.plusSeconds(second));
  }

  @Test
  void aFillWhileCancelingWins() {
    var order = working();
    var cancel = Command.queued(2, CommandKind.CANCEL, null, null, null, START);
    order = step(order, new Input.Asked(cancel, START));
    order = step(order, new Input.Begin(2, false, START));
    assertThat(order.life().state()).isEqualTo(OrderState.PENDING_CANCEL);
    order = step(order, new Input.Ended(2, new CommandOutcome.Unknown("lost"), null, START));

    order = step(order, execution("X", TOTAL, TOTAL, TOTAL, 3));

    assertThat(order.life().state()).isEqualTo(OrderState.FILLED);
    assertThat(order.command(2).orElseThrow().state()).isEqualTo(CommandState.TOO_LATE);
  }

  @Test
  void aCancelOfAnUnsentOrderNeedsNoBroker() {
    var cancel = Command.queued(2, CommandKind.CANCEL, null, null, null, START);

    var order = step(placed(), new Input.Asked(cancel, START));

    assertThat(order.life().state()).isEqualTo(OrderState.CANCELED);
    assertThat(order.life().reservedCash()).isEqualByComparingTo("0");
    assertThat(order.command(1).orElseThrow().state()).isEqualTo(CommandState.WITHDRAWN);
    assertThat(order.command(2).orElseThrow().state()).isEqualTo(CommandState.DONE);
  }

  @Test
  void anOrderThatAppearsAfterItsEndIsFlaggedAndStaysFinal() {
    var order = step(placed(), new Input.Expired(1, "too old", START));

    var step =
        OrderLifecycle.step(order, report(OrderStatus.NEW, BigDecimal.ZERO, BigDecimal.ZERO, 2));

    assertThat(step.next().life().state()).isEqualTo(OrderState.EXPIRED_UNSENT);
    assertThat(step.next().life().lateArrival()).isTrue();
    assertThat(step.effects()).contains(new Effect.CancelLate("B1"));
  }

  @Test
  void aBustTakesAFillBackAndACorrectionChangesIt() {
    var order = step(working(), execution("X", BigDecimal.TWO, TOTAL, BigDecimal.TWO, 2));

    order = step(order, amendment(Execution.Kind.CORRECTION, "3"));
    assertThat(order.life().booked()).isEqualByComparingTo("3");
    order = step(order, amendment(Execution.Kind.CORRECTION, "3"));
    assertThat(order.life().booked()).isEqualByComparingTo("3");
    order = step(order, amendment(Execution.Kind.BUST, "3"));

    assertThat(order.life().booked()).isEqualByComparingTo("0");
    assertThat(order.life().bookedValue()).isEqualByComparingTo("0");
  }

  private static Input amendment(Execution.Kind kind, String quantity) {
    return new Input.Executed(
        new Execution(
            kind,
            ACCOUNT,
            "B1",
            kind + "1",
            "X",
            ACME,
            Side.BUY,
            new BigDecimal(quantity),
            TOTAL,
            null,
            null,
            START.plusSeconds(5),
            "stream",
            false),
        FillIdentity.EXECUTION_ID,
        START.plusSeconds(5));
  }

  private static OrderAggregate working() {
    var order = step(placed(), new Input.Begin(1, false, START));
    return step(order, new Input.Ended(1, new CommandOutcome.Accepted("B1", null), null, START));
  }

  private static OrderAggregate step(OrderAggregate order, Input input) {
    return OrderLifecycle.step(order, input).next();
  }
}
