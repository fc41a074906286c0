package io.brokerway.simulators.tradestation;

import io.brokerway.exchange.AccountTerms;
import java.util.Optional;

/** What kind of account a customer has; the futures of the last are not traded here. */
public enum AccountKind {
  CASH("Cash"),
  MARGIN("Margin"),
  FUTURES("Futures");

  private final String word;

  AccountKind(String word) {
    this.word = word;
  }

  /** As TradeStation names it. */
  public String word() {
    return word;
  }

  AccountTerms terms() {
    return this == MARGIN ? AccountTerms.margin() : AccountTerms.cash();
  }

  static Optional<AccountKind> of(String word) {
    for (var kind : values()) {
      if (kind.word.equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
