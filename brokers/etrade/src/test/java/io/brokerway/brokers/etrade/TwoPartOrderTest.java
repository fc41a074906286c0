package io.brokerway.brokers.etrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.order.Attempt;
import io.brokerway.broker.order.CommandOutcome;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.exchange.tape.Listed;
import io.brokerway.simulators.Answer;
import io.brokerway.simulators.Fault;
import io.brokerway.simulators.OptionChain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is kept between the preview and the place, and what a second try makes of it. */
final class TwoPartOrderTest {
  private static final String PLACE = "/v1/accounts/[^/]+/orders/place.*";
  private static final String PREVIEW = "/v1/accounts/[^/]+/orders/preview.*";

  private final SimulatedEtrade scene = new SimulatedEtrade();
  private final Kept attempt = new Kept();

  /** Keeps what an adapter saves, notes when it asked for leave, and may forbid a byte. */
  private static final class Kept implements Attempt {
    final List<String> told = new ArrayList<>();
    private byte[] state = new byte[0];
    private int leaves = Integer.MAX_VALUE;

    @Override
    public Optional<byte[]> state() {
      return state.length == 0 ? Optional.empty() : Optional.of(state);
    }

    @Override
    public void save(byte[] newState) {
      told.add("saved");
      state = newState.clone();
    }

    @Override
    public void beforeFirstByte() {
      if (leaves == 0) {
        throw new SendRefused("the lease ran out");
      }
      leaves--;
      told.add("leave");
    }
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private NewOrder order(Instrument instrument, Side side, OrderTerms terms) {
    return NewOrder.simple(
        scene.account, "c0000001", instrument, side, OrderQuantity.units("2"), terms);
  }

  private NewOrder resting() {
    return order(
        Instrument.Equity.us("AAPL"), Side.BUY, OrderTerms.limit("10.00", TimeInForce.DAY));
  }

  private long placed() {
    return scene.etrade.accepted("c0000001");
  }

  @Test
  void thePreviewIsKeptBeforeTheOrderLeaves() {
    scene.called();

    var outcome = scene.broker.placeOrder(resting(), attempt);

    assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(attempt.told).containsExactly("leave", "saved", "leave");
    assertThat(scene.called()).containsExactly("previewOrder", "placeOrder");
    assertThat(placed()).isEqualTo(1);
  }

  @Test
  void withoutLeaveAfterThePreviewNothingIsPlacedAndASecondTryGoesOnFromThere() {
    attempt.leaves = 1;
    var first = scene.broker.placeOrder(resting(), attempt);
    var between = placed();
    attempt.leaves = 1;
    scene.called();

    var second = scene.broker.placeOrder(resting(), attempt);

    assertThat(first).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(between).isZero();
    assertThat(second).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(scene.called()).containsExactly("placeOrder");
    assertThat(placed()).isEqualTo(1);
  }

  @Test
  void aSecondTryAfterALostAnswerMakesNoSecondOrder() {
    scene.etrade.spoil(Fault.afterAccepting("etrade", "POST", PLACE, new Answer.Reset()));
    var first = scene.broker.placeOrder(resting(), attempt);

    var second = scene.broker.placeOrder(resting(), attempt);

    assertThat(first).isInstanceOf(CommandOutcome.Unknown.class);
    assertThat(second).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(placed()).isEqualTo(1);
  }

  @Test
  void aPreviewWithoutAnAnswerIsNoUnknownOrder() {
    scene.etrade.spoil(Fault.afterAccepting("etrade", "POST", PREVIEW, new Answer.Reset()));

    var outcome = scene.broker.placeOrder(resting(), attempt);

    assertThat(outcome).isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(attempt.state()).isEmpty();
    assertThat(placed()).isZero();
  }

  @Test
  void aPreviewThatEndedBeforeItsOrderIsNoUnknownOrder() {
    var body = "{\"Error\":{\"code\":900,\"message\":\"InvalidPreviewId\"}}";
    scene.etrade.spoil(
        Fault.withoutAccepting(
            "etrade", "POST", PLACE, new Answer.Status(400, "application/json", body)));

    assertThat(scene.broker.placeOrder(resting(), attempt))
        .isInstanceOf(CommandOutcome.NotSent.class);
    assertThat(placed()).isZero();
  }

  @Test
  void aSleepingTokenIsWokenByThePreview() {
    scene.clock.advance(Duration.ofHours(3));

    assertThat(scene.broker.placeOrder(resting(), attempt))
        .isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(scene.session.renewals).isEqualTo(1);
    assertThat(placed()).isEqualTo(1);
  }

  @Test
  void anOptionThatIsHeldIsClosedAndOneThatIsNotIsOpened() {
    var option = contract().instrument();
    var market = OrderTerms.market(TimeInForce.DAY);

    scene.broker.placeOrder(order(option, Side.BUY, market), attempt);
    scene.broker.placeOrder(
        NewOrder.simple(
            scene.account, "c0000002", option, Side.SELL, OrderQuantity.units("2"), market),
        Attempt.unguarded());

    assertThat(scene.etrade.ledger())
        .extracting(entry -> entry.path("instruments").path(0).path("action").asString())
        .containsExactly("BUY_OPEN", "SELL_CLOSE");
  }

  private Listed contract() {
    var prices = scene.etrade.venue().prices();
    var share = prices.find("AAPL").orElseThrow();
    var price = prices.quote(share, scene.clock.instant()).last();
    return OptionChain.contracts(share, price, scene.clock.instant()).get(40);
  }
}
