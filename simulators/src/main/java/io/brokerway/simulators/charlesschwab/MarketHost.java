package io.brokerway.simulators.charlesschwab;

import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.TradingCalendar;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import io.brokerway.simulators.RateLimit;
import java.util.List;

/** {@code /marketdata/v1}. Movers are not simulated. */
final class MarketHost {
  static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);

  private static final String INSTRUMENTS = "/instruments/";
  private static final String MARKETS = "/markets/";
  private static final String QUOTES = "/quotes";

  private final Clients clients;
  private final RateLimit limit;
  private final QuoteApi quotes;
  private final HistoryApi history;
  private final ChainApi chains;
  private final ReferenceApi reference;

  MarketHost(
      Clients clients,
      RateLimit limit,
      QuoteApi quotes,
      HistoryApi history,
      ChainApi chains,
      ReferenceApi reference) {
    this.clients = clients;
    this.limit = limit;
    this.quotes = quotes;
    this.history = history;
    this.chains = chains;
    this.reference = reference;
  }

  static Refusal parameter(String name, String detail) {
    return Refusal.gateway(400, "Bad Request", name + " " + detail, "parameter", name);
  }

  HttpReply answer(HttpCall call) {
    try {
      var visitor = clients.of(call);
      if (!limit.count(visitor.counted()).allowed()) {
        return TraderHost.tooFast();
      }
      if (!call.method().equals("GET")) {
        throw Refusal.gateway(404, "Not Found", "No such resource");
      }
      return route(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private HttpReply route(HttpCall call) {
    return switch (call.path()) {
      case QUOTES -> quotes.many(call);
      case "/pricehistory" -> history.history(call);
      case "/chains" -> chains.chain(call);
      case "/expirationchain" -> chains.expirations(call);
      case "/instruments" -> reference.instruments(call);
      case "/markets" ->
          reference.markets(List.of(call.parameter("markets").orElse("").split(",", -1)), call);
      default -> below(call);
    };
  }

  private HttpReply below(HttpCall call) {
    var path = call.path();
    if (path.startsWith(INSTRUMENTS)) {
      return reference.instrument(path.substring(INSTRUMENTS.length()));
    }
    if (path.startsWith(MARKETS)) {
      return reference.markets(List.of(path.substring(MARKETS.length())), call);
    }
    if (path.endsWith(QUOTES) && path.indexOf('/', 1) == path.length() - QUOTES.length()) {
      return quotes.one(path.substring(1, path.length() - QUOTES.length()), call);
    }
    throw Refusal.gateway(404, "Not Found", "No such resource");
  }
}
