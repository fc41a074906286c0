package io.brokerway.simulators.zerodha;

import io.brokerway.exchange.tape.Listed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The books of all instruments that can be traded, by the venue's symbol. Immutable. */
final class Books {
  private final Map<String, Book> bySymbol = new LinkedHashMap<>();
  private final Map<String, Listed> listed = new LinkedHashMap<>();

  Books(Instruments instruments) {
    for (var instrument : instruments.all()) {
      add(new Book(instrument, Book.DELIVERY));
      if (!instrument.isIndex()) {
        add(new Book(instrument, Book.INTRADAY));
      }
    }
  }

  private void add(Book book) {
    bySymbol.put(book.symbol(), book);
    listed.put(book.symbol(), book.listed());
  }

  Optional<Listed> listed(String symbol) {
    return Optional.ofNullable(listed.get(symbol));
  }

  Book of(Listed of) {
    var book = bySymbol.get(of.symbol());
    if (book == null) {
      throw new IllegalArgumentException("no such book: " + of.symbol());
    }
    return book;
  }
}
