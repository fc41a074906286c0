package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.ExitOrder;
import io.brokerway.broker.order.NewOrder;
import io.brokerway.broker.order.OrderChange;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderQuantity;
import io.brokerway.broker.order.OrderTerms;
import io.brokerway.broker.order.PositionEffect;
import io.brokerway.broker.order.Side;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TrailingOffset;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A trader who does anything, the same for the same seed; and all that he can see of a venue. */
final class RandomTrading {
  static final AccountKey ONE = new AccountKey("one");
  private static final List<String> SYMBOLS = List.of("AAPL", "TSLA", "BTC-USD", "GE", "IBM");

  private RandomTrading() {}

  static void trade(Venue venue, SettableClock clock, SplittableRandom random, int steps) {
    var prefix = Long.toString(random.nextLong(), 36);
    venue.openAccount(ONE, AccountTerms.margin(), new BigDecimal(1_000_000));
    for (var step = 0; step < steps; step++) {
      clock.advance(Duration.ofMillis(random.nextInt(1, 90_000)));
      var open = venue.openOrders(ONE);
      switch (random.nextInt(open.isEmpty() ? 6 : 9)) {
        case 6 -> venue.cancel(ONE, pick(open, random).id());
        case 7 ->
            venue.replace(
                ONE,
                pick(open, random).id(),
                new OrderChange(
                    BigDecimal.valueOf(random.nextInt(1, 400)), null, null, null, null, null),
                "");
        case 8 -> venue.setCash(ONE, BigDecimal.valueOf(random.nextInt(2_000_000)), "set");
        case 5 ->
            venue.place(randomGroup(venue, clock, random, prefix + step), DuplicateRule.REFUSE);
        default ->
            venue.place(randomOrder(venue, clock, random, prefix + step), DuplicateRule.REFUSE);
      }
    }
    venue.advanceTo(clock.instant());
  }

  static VenueOrder pick(List<VenueOrder> orders, SplittableRandom random) {
    return orders.get(random.nextInt(orders.size()));
  }

  static NewOrder randomOrder(
      Venue venue, SettableClock clock, SplittableRandom random, String id) {
    var listed = venue.prices().find(SYMBOLS.get(random.nextInt(SYMBOLS.size()))).orElseThrow();
    var last = venue.prices().quote(listed, clock.instant()).last();
    var side = random.nextInt(3) == 0 ? Side.SELL_SHORT : Side.BUY;
    side = random.nextInt(3) == 0 ? Side.SELL : side;
    var near = last.add(BigDecimal.valueOf(random.nextInt(-200, 200), 2)).toPlainString();
    var tif = random.nextBoolean() ? TimeInForce.DAY : TimeInForce.GTC;
    var terms =
        switch (random.nextInt(6)) {
          case 0 -> OrderTerms.market(tif);
          case 1 -> OrderTerms.stop(near, tif);
          case 2 -> OrderTerms.stopLimit(near, near, tif);
          case 3 -> OrderTerms.trailingStop(TrailingOffset.percent("0.2"), tif);
          case 4 -> OrderTerms.limit(near, TimeInForce.IOC);
          default -> OrderTerms.limit(near, tif);
        };
    return NewOrder.simple(
        ONE,
        id,
        listed.instrument(),
        side,
        OrderQuantity.units("" + random.nextInt(1, listed.isCrypto() ? 5 : 3000)),
        terms);
  }

  /** An entry with two exits. */
  private static NewOrder randomGroup(
      Venue venue, SettableClock clock, SplittableRandom random, String id) {
    var listed = venue.prices().find("AAPL").orElseThrow();
    var last = venue.prices().quote(listed, clock.instant()).last();
    var entry = last.add(BigDecimal.valueOf(random.nextInt(-100, 100), 2));
    var profit = entry.add(BigDecimal.valueOf(random.nextInt(5, 100), 2)).toPlainString();
    var loss = entry.subtract(BigDecimal.valueOf(random.nextInt(5, 100), 2)).toPlainString();
    return new NewOrder(
        ONE,
        id,
        OrderClass.BRACKET,
        listed.instrument(),
        Side.BUY,
        PositionEffect.AUTOMATIC,
        OrderQuantity.units("" + random.nextInt(1, 300)),
        OrderTerms.limit(entry.toPlainString(), TimeInForce.GTC),
        List.of(),
        new ExitOrder(new BigDecimal(profit), null, null),
        new ExitOrder(null, new BigDecimal(loss), null),
        null,
        false,
        Map.of());
  }

  /** The fills of an account, by order. */
  static List<VenueExecution> executions(Venue venue, AccountKey account) {
    return venue.orders(account).stream()
        .flatMap(order -> venue.executions(account, order.id()).stream())
        .toList();
  }

  /** Everything that a venue can be asked. */
  static String state(Venue venue) {
    var text = new StringBuilder();
    for (var account : venue.accounts()) {
      text.append(venue.balance(account)).append('\n');
      lines(text, venue.positions(account));
      lines(text, venue.orders(account));
      lines(text, venue.transactions(account, 0, Integer.MAX_VALUE));
      lines(text, executions(venue, account));
      venue.orders(account).forEach(order -> lines(text, venue.history(account, order.id())));
    }
    return text.toString();
  }

  static void lines(StringBuilder text, List<?> rows) {
    rows.forEach(row -> text.append(row).append('\n'));
  }

  static String withoutIds(Venue venue) {
    return state(venue).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id");
  }
}
