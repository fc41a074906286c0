package io.brokerway.brokers.paper;

import io.brokerway.broker.BrokerContext;
import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import io.brokerway.broker.QuoteSource;
import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.Credentials;
import io.brokerway.broker.login.Login;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.login.LoginRequest;
import io.brokerway.broker.login.LoginStep;
import io.brokerway.broker.login.Secret;
import io.brokerway.exchange.AccountTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Opens a paper account, or one that was opened before. An account's id is drawn from 128 random
 * bits: who knows it opened it.
 */
final class PaperLogin implements Login {
  private static final String INITIAL_BALANCE = "initial_balance";
  private static final String MARGIN = "margin";
  private static final String ACCOUNT_ID = "account_id";
  private static final String PRICES = "prices";
  private static final String ACCOUNT = "account";
  private static final String PREFIX = "paper_";

  private static final BigDecimal DEFAULT_BALANCE = new BigDecimal("100000");
  private static final BigDecimal MAX_BALANCE = new BigDecimal("1000000000000");
  private static final int MAX_DECIMALS = 2;
  private static final int MAX_DIGITS = 32;
  private static final int MAX_ACCOUNT_ID = 100;
  private static final int ID_BITS = 128;
  private static final int ID_LENGTH = 25;
  private static final int BASE36 = 36;

  static final LoginOption OPTION =
      new LoginOption(
          "paper",
          LoginKind.NONE,
          "Paper account",
          Set.of(Environment.PAPER),
          List.of(
              CredentialField.text(
                      INITIAL_BALANCE, "Initial balance", "In dollars; 100000 if left out.")
                  .optional(),
              CredentialField.text(
                      MARGIN, "Margin", "true or false; with margin it may sell short.")
                  .optional(),
              CredentialField.text(
                      ACCOUNT_ID, "Account id", "Of a paper account that you opened before.")
                  .optional(),
              CredentialField.text(
                      PRICES,
                      "Prices",
                      "replay, or the id of one of your connections whose quotes the account"
                          + " trades on for good.")
                  .optional()),
          null,
          LoginLife.Renewal.NONE,
          true,
          false);

  private final BrokerContext context;
  private final Function<Optional<String>, PaperVenue> venues;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param venues by the connection whose quotes are the prices; empty for the replay
   */
  PaperLogin(BrokerContext context, Function<Optional<String>, PaperVenue> venues) {
    this.context = context;
    this.venues = venues;
  }

  /** The connection whose quotes the account of a login trades on; empty for the replay. */
  static Optional<String> source(Credentials credentials) {
    return Optional.ofNullable(credentials.facts().get(PRICES));
  }

  /** The account that a login opened. */
  static AccountKey account(Credentials credentials) {
    var key = credentials.facts().get(ACCOUNT);
    if (key == null) {
      throw new BrokerException.LoginNeeded("the paper login names no account");
    }
    return new AccountKey(key);
  }

  @Override
  public LoginStep begin(LoginRequest request) {
    if (!request.option().equals(OPTION.id()) || request.environment() != Environment.PAPER) {
      throw new BrokerException.LoginRefused("the paper broker has paper accounts only");
    }
    var known = text(request, ACCOUNT_ID);
    var source = known.isPresent() ? fixedSource(request, known.get()) : chosenSource(request);
    source.ifPresent(this::requireOwn);
    var account = known.isPresent() ? existing(known.get(), source) : open(request, source);
    var facts = new HashMap<>(Map.of(ACCOUNT, account.value()));
    source.ifPresent(connection -> facts.put(PRICES, connection));
    var credentials = new Credentials(OPTION.id(), Map.of(), facts, LoginLife.untilRevoked());
    var paper = venues.apply(source);
    return new LoginStep.LoggedIn(
        credentials,
        List.of(
            PaperMapping.account(account, paper.venue().terms(account), paper.market().trouble())));
  }

  /** Where the prices of a new account come from. */
  private Optional<String> chosenSource(LoginRequest request) {
    var named = text(request, PRICES);
    if (named.isPresent()) {
      return named.filter(text -> !text.equals(PaperConfig.REPLAY));
    }
    if (!PaperConfig.of(context.settings()).connectedPrices()) {
      return Optional.empty();
    }
    var own = context.quoteSources();
    if (own.size() != 1) {
      throw wrongSource();
    }
    return Optional.of(own.getFirst().connection());
  }

  /** An account's prices are fixed when it is opened: its id tells them. */
  private static Optional<String> fixedSource(LoginRequest request, String account) {
    var end = account.lastIndexOf('_');
    var fixed =
        account.startsWith(PREFIX) && end > PREFIX.length()
            ? account.substring(PREFIX.length(), end)
            : PaperConfig.REPLAY;
    var named = text(request, PRICES).orElse(fixed);
    if (!named.equals(fixed)) {
      throw new BrokerException.LoginRefused(
          "the prices of the account are fixed since it was opened: " + fixed);
    }
    return Optional.of(fixed).filter(source -> !source.equals(PaperConfig.REPLAY));
  }

  /** Quotes serve the user whose connection they come from and nobody else. */
  private void requireOwn(String connection) {
    if (context.quoteSources().stream().noneMatch(own -> own.connection().equals(connection))) {
      throw wrongSource();
    }
  }

  private BrokerException.LoginRefused wrongSource() {
    var own = context.quoteSources().stream().map(QuoteSource::connection).toList();
    return new BrokerException.LoginRefused(
        "prices must be replay, or the id of one of your connections that gives quotes: there are "
            + own);
  }

  private AccountKey existing(String id, Optional<String> source) {
    if (id.isBlank() || id.length() > MAX_ACCOUNT_ID) {
      throw unknownAccount();
    }
    var account = new AccountKey(id);
    try {
      var unused = venues.apply(source).venue().terms(account);
      return account;
    } catch (BrokerException.NotFound e) {
      throw unknownAccount();
    }
  }

  private static BrokerException.LoginRefused unknownAccount() {
    return new BrokerException.LoginRefused("account_id names no paper account");
  }

  private AccountKey open(LoginRequest request, Optional<String> source) {
    var cash = initialBalance(request);
    var terms = hasMargin(request) ? AccountTerms.margin() : AccountTerms.cash();
    var account = new AccountKey(PREFIX + source.map(id -> id + "_").orElse("") + newId());
    var unused = venues.apply(source).venue().openAccount(account, terms, cash);
    return account;
  }

  private String newId() {
    var id = new BigInteger(ID_BITS, random).toString(BASE36);
    return "0".repeat(ID_LENGTH - id.length()) + id;
  }

  private static BigDecimal initialBalance(LoginRequest request) {
    var text = text(request, INITIAL_BALANCE);
    if (text.isEmpty()) {
      return DEFAULT_BALANCE;
    }
    try {
      var balance = text.get().length() > MAX_DIGITS ? null : new BigDecimal(text.get());
      // The scale first: 1e400 is a short text and a long number.
      if (balance != null
          && balance.scale() <= MAX_DECIMALS
          && balance.scale() >= -MAX_DIGITS
          && balance.signum() >= 0
          && balance.compareTo(MAX_BALANCE) <= 0) {
        return balance;
      }
    } catch (NumberFormatException e) {
      throw wrongBalance();
    }
    throw wrongBalance();
  }

  private static BrokerException.LoginRefused wrongBalance() {
    return new BrokerException.LoginRefused(
        "initial_balance must be an amount from 0 to %s with at most two decimals"
            .formatted(MAX_BALANCE.toPlainString()));
  }

  private static boolean hasMargin(LoginRequest request) {
    return switch (text(request, MARGIN).orElse("true").toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BrokerException.LoginRefused("margin must be true or false");
    };
  }

  private static Optional<String> text(LoginRequest request, String field) {
    return Optional.ofNullable(request.fields().get(field))
        .filter(value -> !value.isEmpty())
        .map(Secret::reveal);
  }
}
