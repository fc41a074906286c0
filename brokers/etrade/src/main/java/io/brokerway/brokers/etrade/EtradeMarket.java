package io.brokerway.brokers.etrade;

import io.brokerway.broker.BrokerException.UnexpectedReply;
import io.brokerway.broker.BrokerException.Unsupported;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.instrument.Instrument;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.instrument.Mic;
import io.brokerway.broker.market.MarketHours;
import io.brokerway.broker.market.Quote;
import io.brokerway.broker.market.TradingCalendar;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prices and instruments. E*TRADE tells no hours: those are the calendar's. */
final class EtradeMarket {
  private static final TradingCalendar NEW_YORK = TradingCalendar.of(Mic.XNYS);
  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final EtradeClient client;
  private final Clock clock;

  EtradeMarket(EtradeClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  List<Quote> fetchQuotes(List<Instrument> instruments) {
    var bySymbol = new LinkedHashMap<String, Instrument>();
    instruments.forEach(one -> bySymbol.put(EtradeSymbols.quoteSymbol(one), one));
    var symbols = List.copyOf(bySymbol.keySet());
    var quotes = new ArrayList<Quote>();
    for (var from = 0; from < symbols.size(); from += EtradeClient.QUOTES_PER_CALL) {
      var to = Math.min(symbols.size(), from + EtradeClient.QUOTES_PER_CALL);
      rows(symbols.subList(from, to), bySymbol)
          .forEach((instrument, row) -> quotes.add(quote(instrument, row)));
    }
    return quotes;
  }

  /** The rows of known symbols; E*TRADE names the others in messages. */
  private Map<Instrument, EtradeWire.QuoteData> rows(
      List<String> symbols, Map<String, Instrument> bySymbol) {
    var wanted = new LinkedHashMap<String, Instrument>();
    symbols.forEach(symbol -> {
      var instrument = bySymbol.get(symbol);
      if (instrument != null) {
        wanted.put(instrument.key(), instrument);
      }
    });
    var rows = new LinkedHashMap<Instrument, EtradeWire.QuoteData>();
    for (var row : EtradeFigures.listed(client.getQuotes(symbols).value().quoteData())) {
      var shown = EtradeSymbols.instrument("quote.product", row.product());
      var instrument = wanted.get(shown.key());
      if (instrument != null && row.all() != null) {
        rows.put(instrument, row);
      }
    }
    return rows;
  }

  private Quote quote(Instrument instrument, EtradeWire.QuoteData row) {
    var all = EtradeFigures.opened("All", row.all());
    var seconds = row.dateTimeUTC();
    if (seconds == null) {
      throw EtradeFigures.missing("quote.dateTimeUTC");
    }
    return new Quote(
        instrument,
        EtradeFigures.price("quote.bid", all.bid()),
        EtradeFigures.figure("quote.bidSize", all.bidSize()),
        EtradeFigures.price("quote.ask", all.ask()),
        EtradeFigures.figure("quote.askSize", all.askSize()),
        EtradeFigures.price("quote.lastTrade", all.lastTrade()),
        null,
        EtradeFigures.price("quote.previousClose", all.previousClose()),
        Instant.ofEpochSecond(seconds),
        isDelayed(row),
        "etrade");
  }

  private static boolean isDelayed(EtradeWire.QuoteData row) {
    return switch (row.quoteStatus()) {
      case "REALTIME", "EH_REALTIME" -> false;
      case null, default -> true;
    };
  }

  Optional<Listing> findListing(Instrument instrument) {
    if (!(instrument instanceof Instrument.Equity || instrument instanceof Instrument.Option)) {
      throw new Unsupported("E*TRADE lists equities and options, not " + instrument.key());
    }
    var symbol = EtradeSymbols.quoteSymbol(instrument);
    var row = rows(List.of(symbol), Map.of(symbol, instrument)).get(instrument);
    return row == null ? Optional.empty() : Optional.of(listing(instrument, name(row, symbol)));
  }

  private static String name(EtradeWire.QuoteData row, String otherwise) {
    var all = EtradeFigures.opened("All", row.all());
    if (all.companyName() != null && !all.companyName().isBlank()) {
      return all.companyName().strip();
    }
    return all.symbolDescription() == null || all.symbolDescription().isBlank()
        ? otherwise
        : all.symbolDescription().strip();
  }

  private static Listing listing(Instrument instrument, String name) {
    return new Listing(
        instrument,
        name,
        true,
        false,
        null,
        BigDecimal.ONE,
        BigDecimal.ONE,
        instrument instanceof Instrument.Equity ? CENT : null,
        List.of());
  }

  List<Listing> searchListings(String text, int limit) {
    var listings = new ArrayList<Listing>();
    for (var row : client.lookUpProduct(text)) {
      var symbol = row.symbol();
      if (symbol != null && !symbol.isBlank() && listings.size() < limit) {
        listings.add(
            listing(
                found(symbol, row.type() == null ? "" : row.type()),
                row.description() == null ? symbol : row.description().strip()));
      }
    }
    return listings;
  }

  private static Instrument found(String symbol, String type) {
    try {
      return switch (type) {
        case "EQUITY", "EQ", "ETF", "ETFS" -> Instrument.Equity.us(symbol);
        case "MUTUAL FUND", "MF", "MMF" -> new Instrument.Fund(symbol, CurrencyCode.USD);
        default -> new Instrument.Unrecognised(symbol, type, CurrencyCode.USD);
      };
    } catch (IllegalArgumentException e) {
      throw new UnexpectedReply("E*TRADE sent no symbol in its look-up", e);
    }
  }

  MarketHours fetchMarketHours(Instrument instrument) {
    if (!(instrument instanceof Instrument.Equity || instrument instanceof Instrument.Option)) {
      throw new Unsupported("hours are told for equities and options, not " + instrument.key());
    }
    return NEW_YORK.hoursAt(clock.instant());
  }
}
