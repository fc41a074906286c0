package io.brokerway.brokers.alpaca;

import static io.brokerway.brokers.alpaca.AlpacaFigures.figure;
import static io.brokerway.brokers.alpaca.AlpacaFigures.given;
import static io.brokerway.brokers.alpaca.AlpacaFigures.instant;
import static io.brokerway.brokers.alpaca.AlpacaFigures.required;
import static io.brokerway.brokers.alpaca.AlpacaFigures.unknown;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.account.EquityHistory;
import io.brokerway.broker.account.WalletTransfer;
import io.brokerway.broker.market.BarSize;
import io.brokerway.broker.market.TradingDay;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** History, calendar and wallet between Alpaca's words and ours. Pure. */
final class AlpacaRecords {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Pattern TIME = Pattern.compile("(\\d{2}):?(\\d{2})");

  private AlpacaRecords() {}

  /** The time between two points of an account's history. */
  static String historyTimeframe(BarSize size) {
    return switch (size) {
      case MINUTE_1 -> "1Min";
      case MINUTE_5 -> "5Min";
      case MINUTE_15 -> "15Min";
      case HOUR_1 -> "1H";
      case DAY_1 -> "1D";
      case MINUTE_30, WEEK_1 ->
          throw new Unsupported(
              "Alpaca keeps the worth of an account by 1, 5, 15 minutes, hour, day");
    };
  }

  /** Points without a worth are left out, and those that lie outside of what was asked for. */
  static EquityHistory history(AlpacaWire.PortfolioHistory wire, Instant from, Instant to) {
    var times = wire.timestamp() == null ? List.<Long>of() : wire.timestamp();
    var equities = wire.equity() == null ? List.<@Nullable BigDecimal>of() : wire.equity();
    if (equities.size() != times.size()) {
      throw new UnexpectedReply("Alpaca sent a history whose lists differ in length");
    }
    var points = new ArrayList<EquityHistory.Point>();
    for (var i = 0; i < times.size(); i++) {
      var equity = figure("history.equity", equities.get(i));
      var at = Instant.ofEpochSecond(times.get(i));
      if (equity != null && !at.isBefore(from) && at.isBefore(to)) {
        points.add(
            new EquityHistory.Point(
                at,
                equity,
                at("history.profit_loss", wire.profitLoss(), i),
                at("history.profit_loss_pct", wire.profitLossPct(), i)));
      }
    }
    return new EquityHistory(figure("history.base_value", wire.baseValue()), points);
  }

  private static @Nullable BigDecimal at(
      String field, @Nullable List<@Nullable BigDecimal> figures, int index) {
    return figures == null || index >= figures.size() ? null : figure(field, figures.get(index));
  }

  static TradingDay tradingDay(AlpacaWire.CalendarDay wire) {
    var date = date("calendar.date", given("calendar.date", wire.date()));
    var settlement = wire.settlementDate();
    return new TradingDay(
        date,
        moment("calendar.open", date, given("calendar.open", wire.open())),
        moment("calendar.close", date, given("calendar.close", wire.close())),
        momentOrNull("calendar.session_open", date, wire.sessionOpen()),
        momentOrNull("calendar.session_close", date, wire.sessionClose()),
        settlement == null ? null : date("calendar.settlement_date", settlement));
  }

  private static LocalDate date(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Alpaca sent no date in " + field, e);
    }
  }

  private static @Nullable Instant momentOrNull(
      String field, LocalDate date, @Nullable String text) {
    return text == null || text.isBlank() ? null : moment(field, date, text);
  }

  /** Hours and minutes in New York, with a colon or without. */
  private static Instant moment(String field, LocalDate date, String text) {
    var time = TIME.matcher(text);
    try {
      if (time.matches()) {
        var hour = Integer.parseInt(time.group(1));
        var minute = Integer.parseInt(time.group(2));
        return date.atTime(LocalTime.of(hour, minute)).atZone(NEW_YORK).toInstant();
      }
    } catch (DateTimeException e) {
      throw new UnexpectedReply("Alpaca sent no time in " + field, e);
    }
    throw new UnexpectedReply("Alpaca sent no time in " + field);
  }

  static WalletTransfer transfer(AlpacaWire.WalletTransfer wire) {
    return new WalletTransfer(
        given("transfer.id", wire.id()),
        direction(given("transfer.direction", wire.direction())),
        coin(given("transfer.asset", wire.asset())),
        required("transfer.amount", wire.amount()).abs(),
        figure("transfer.usd_value", wire.usdValue()),
        text(wire.chain()),
        text(wire.fromAddress()),
        text(wire.toAddress()),
        status(given("transfer.status", wire.status())),
        text(wire.txHash()),
        figure("transfer.network_fee", wire.networkFee()),
        instant("transfer.created_at", wire.createdAt()));
  }

  private static WalletTransfer.Direction direction(String direction) {
    return switch (direction) {
      case "INCOMING" -> WalletTransfer.Direction.INCOMING;
      case "OUTGOING" -> WalletTransfer.Direction.OUTGOING;
      default -> throw unknown("transfer.direction", direction);
    };
  }

  private static WalletTransfer.Status status(String status) {
    return switch (status) {
      case "PROCESSING" -> WalletTransfer.Status.PROCESSING;
      case "COMPLETE" -> WalletTransfer.Status.COMPLETE;
      case "FAILED" -> WalletTransfer.Status.FAILED;
      default -> throw unknown("transfer.status", status);
    };
  }

  /** The coin, which Alpaca may write as the pair that it is traded in. */
  private static CurrencyCode coin(String asset) {
    try {
      var slash = asset.indexOf('/');
      return CurrencyCode.of(slash < 0 ? asset : asset.substring(0, slash));
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("Alpaca sent no coin in transfer.asset", e);
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
